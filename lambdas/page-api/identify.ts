import * as z from 'zod/mini';
import { email } from '../identifiers/email.ts';
import { ownIds } from '../identifiers/own-ids.ts';
import type { Table } from '../platform/aws/table.ts';
import type { LeaseClaims } from '../platform/token-claims.ts';
import type { SigningKeys } from '../platform/tokens.ts';
import type { SiteCache } from '../settings/sites/site-cache.ts';
import { noteOwnIds } from '../visits/own-ids-store.ts';
import { checkOrigin } from './page-origin.ts';
import { leaseOf } from './page-tokens.ts';

/** `POST /v1/visitor-identities`: the page knows who its visitor is. */
export const identifyAsk = z.object({
  lease: z.string().check(z.minLength(1)),
  email: z.optional(email),
  ids: z.optional(ownIds),
});
export type IdentifyAsk = z.infer<typeof identifyAsk>;

/** Whether it was kept: not of visitors who withdrew. */
export const identifyAnswer = z.object({ kept: z.boolean() });

export interface IdentifyDependencies {
  readonly sites: SiteCache;
  readonly visits: Table;
  readonly signingKeys: SigningKeys;
  /** Notes that an address is the visitor's. */
  readonly link: (visitor: Pick<LeaseClaims, 'site' | 'visitor'>, email: string) => Promise<void>;
  /** Takes back all addresses of a visitor. */
  readonly unlink: (visitor: Pick<LeaseClaims, 'site' | 'visitor'>) => Promise<void>;
  readonly clock: () => number;
}

/**
 * Notes who a visitor is, as their page says. Only a visitor with a number of their own has a visit, and only with consent to analytics; one who
 * withdraws meanwhile is forgotten all the same. Throws 401 for a token that is none of ours and 403 for a foreign origin.
 */
export async function identify(
  dependencies: IdentifyDependencies,
  { ask, origin }: { readonly ask: IdentifyAsk; readonly origin?: string | undefined },
): Promise<z.infer<typeof identifyAnswer>> {
  const { sites, visits, link, unlink, clock } = dependencies;
  const claims = leaseOf(dependencies, ask.lease);
  const settings = await sites.byId(claims.site, clock());
  if (settings === undefined) return { kept: false };
  checkOrigin(settings.site, origin);
  const keep = () => noteOwnIds(visits, claims, ask.ids ?? {});
  if (!(await keep())) return { kept: false };
  if (ask.email === undefined) return { kept: true };
  await link(claims, ask.email);
  const kept = await keep();
  if (!kept) await unlink(claims);
  return { kept };
}
