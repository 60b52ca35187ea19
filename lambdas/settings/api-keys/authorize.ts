import { forbidden, unauthorized } from '../../platform/http/problem.ts';
import type { ManagementRoute } from '../../platform/names.ts';
import { type ApiKey, type ApiKeyRole, hashOf, mayCall } from './api-key.ts';

/** Who makes a management call. */
export interface Caller {
  readonly role: ApiKeyRole;
  /** The stable name that the key was given. */
  readonly source: string;
  /** The only sites that the caller may touch; undefined means all. */
  readonly sites: readonly string[] | undefined;
}

/** ms that a container goes on trusting a key it has read. */
const trustedFor = 30_000;
const bearer = /^Bearer +(\S{1,200}) *$/i;

export type Authorize = (route: ManagementRoute, authorization: string | undefined, now: number) => Promise<Caller>;

/**
 * Finds out who calls. Throws 401 without a valid key and 403 when the key's role does not include the call. Keys are
 * remembered shortly; that a key is unknown is not, so a new key works at once.
 */
export function authorizer(find: (hash: string) => Promise<ApiKey | undefined>): Authorize {
  const known = new Map<string, { readonly key: ApiKey; readonly readAt: number }>();
  return async (route, authorization, now) => {
    const secret = bearer.exec(authorization ?? '')?.[1];
    if (secret === undefined) throw unauthorized('send an API key: Authorization: Bearer <key>');
    const hash = hashOf(secret);
    const remembered = known.get(hash);
    const trusted = remembered !== undefined && now - remembered.readAt < trustedFor;
    const key = trusted ? remembered.key : await find(hash);
    if (key === undefined) known.delete(hash);
    else if (!trusted) known.set(hash, { key, readAt: now });
    if (key === undefined || (key.expiresAt ?? Infinity) <= now) throw unauthorized('the API key is not valid');
    if (!mayCall(key.role, route)) throw forbidden(`the role ${key.role} does not include this call`);
    return { role: key.role, source: key.source, sites: key.sites };
  };
}

/** The sites that a list is of: the one asked for, if the caller may see it, else those of the caller; undefined means all. */
export function sitesListed(caller: Caller, asked: string | undefined): readonly string[] | undefined {
  if (asked === undefined) return caller.sites;
  return maySee(caller, asked) ? [asked] : [];
}

/** Whether the caller may touch the site. */
export function maySee(caller: Caller, site: string): boolean {
  return caller.sites === undefined || caller.sites.includes(site);
}
