import { forbidden, unauthorized } from '../../platform/http/problem.ts';
import { type ApiKey, type ApiKeyRole, hashOf } from './api-key.ts';

/** Who uses the management API: the owner of a key. */
export interface ApiClient {
  readonly role: ApiKeyRole;
  /** The stable name that the key was given. */
  readonly source: string;
  /** The only sites that the client may touch; undefined means all. */
  readonly sites: readonly string[] | undefined;
}

/** ms that a container goes on trusting a key it has read. */
const trustedFor = 30_000;
const bearer = /^Bearer +(\S{1,200}) *$/i;

/** `roles`: those that include what is asked for. */
export type Authorize = (
  roles: readonly ApiKeyRole[],
  authorization: string | undefined,
  now: number,
) => Promise<ApiClient>;

/**
 * Finds out who asks. Throws 401 without a valid key and 403 when the key's role is none of those wanted. Keys are
 * remembered shortly; that a key is unknown is not, so a new key works at once.
 */
export function authorizer(find: (hash: string) => Promise<ApiKey | undefined>): Authorize {
  const known = new Map<string, { readonly key: ApiKey; readonly readAt: number }>();
  return async (roles, authorization, now) => {
    const secret = bearer.exec(authorization ?? '')?.[1];
    if (secret === undefined) throw unauthorized('send an API key: Authorization: Bearer <key>');
    const hash = hashOf(secret);
    const remembered = known.get(hash);
    const trusted = remembered !== undefined && now - remembered.readAt < trustedFor;
    const key = trusted ? remembered.key : await find(hash);
    if (key === undefined) known.delete(hash);
    else if (!trusted) known.set(hash, { key, readAt: now });
    if (key === undefined || (key.expiresAt ?? Infinity) <= now) throw unauthorized('the API key is not valid');
    if (!roles.includes(key.role)) throw forbidden(`the role ${key.role} does not include this endpoint`);
    return { role: key.role, source: key.source, sites: key.sites };
  };
}

/** The sites that a list is of: the one asked for, if the client may see it, else those of the client; undefined means all. */
export function sitesListed(client: ApiClient, asked: string | undefined): readonly string[] | undefined {
  if (asked === undefined) return client.sites;
  return maySee(client, asked) ? [asked] : [];
}

/** Whether the client may touch the site. */
export function maySee(client: ApiClient, site: string): boolean {
  return client.sites === undefined || client.sites.includes(site);
}
