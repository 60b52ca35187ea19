import * as z from 'zod/mini';
import { email } from '../identifiers/email.ts';
import { ownIds } from '../identifiers/own-ids.ts';
import type { Table } from '../platform/aws/table.ts';
import type { LeaseClaims } from '../platform/token-claims.ts';
import type { SigningKeys } from '../platform/tokens.ts';
import type { SiteCache } from '../settings/sites/site-cache.ts';
import { noteOwnIds } from '../visits/own-ids-store.ts';
import {
  forgetRecipientOfVisit,
  forgetRecipientVisitor,
  noteRecipient,
  type RecipientOfVisit,
} from '../visits/recipient-visitors-store.ts';
import { checkOrigin } from './page-origin.ts';
import { leaseOf } from './page-tokens.ts';

/** `POST /v1/visitor-identities`: the page knows who its visitor is. */
export const identifyAsk = z.object({
  lease: z.string().check(z.minLength(1)),
  email: z.optional(email),
  ids: z.optional(ownIds),
  /** The token in the link of the mail by which the visitor came. */
  recipient: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
});
export type IdentifyAsk = z.infer<typeof identifyAsk>;

/** Whether anything was kept: not of visitors who withdrew, nor where all that was said is a token that names no recipient of the site. */
export const identifyAnswer = z.object({
  kept: z.boolean(),
  recipient: z
    .optional(z.boolean())
    .check(z.describe('Whether the token was: what is said beside it may be kept without it.')),
});
type IdentifyAnswer = z.infer<typeof identifyAnswer>;

/** Whose mail it was. */
export interface RecipientAsked {
  readonly of: RecipientOfVisit;
  readonly email: string | undefined;
}

export interface IdentifyDependencies {
  readonly sites: SiteCache;
  readonly visits: Table;
  readonly signingKeys: SigningKeys;
  /** Notes that an address is the visitor's. */
  readonly link: (visitor: Pick<LeaseClaims, 'site' | 'visitor'>, email: string) => Promise<void>;
  /** Who was sent the mail with that token; undefined for nobody of the site, and who may not be known again. */
  readonly recipientOf: (site: string, token: string) => Promise<RecipientAsked | undefined>;
  /** Takes back all addresses of a visitor. */
  readonly unlink: (visitor: Pick<LeaseClaims, 'site' | 'visitor'>) => Promise<void>;
  /** Takes back one of them. */
  readonly unlinkAddress: (visitor: Pick<LeaseClaims, 'site' | 'visitor'>, email: string) => Promise<void>;
  readonly clock: () => number;
}

/**
 * Notes who a visitor is, as their page says, or the link in a mail by which they came. Only a visitor with a number of their own has a visit, and
 * only with consent to analytics; one who withdraws meanwhile is forgotten all the same, as is a recipient's. Throws 401 for a token that is none of ours and
 * 403 for a foreign origin.
 */
export async function identify(
  dependencies: IdentifyDependencies,
  { ask, origin }: { readonly ask: IdentifyAsk; readonly origin?: string | undefined },
): Promise<IdentifyAnswer> {
  const { sites, visits, link, unlink, clock } = dependencies;
  const answer = (kept: boolean, isOfMail = false): IdentifyAnswer => ({
    kept,
    ...(ask.recipient !== undefined && { recipient: isOfMail }),
  });
  const claims = leaseOf(dependencies, ask.lease);
  const settings = await sites.byId(claims.site, clock());
  if (settings === undefined) return answer(false);
  checkOrigin(settings.site, origin);
  const keep = () => noteOwnIds(visits, claims, ask.ids ?? {});
  if (!(await keep())) return answer(false);
  const mail = ask.recipient === undefined ? undefined : await dependencies.recipientOf(claims.site, ask.recipient);
  if (mail !== undefined && !(await noteRecipient(visits, claims, mail.of))) return answer(false);
  if (mail?.email !== undefined) await link(claims, mail.email);
  if (ask.email !== undefined) await link(claims, ask.email);
  if (mail === undefined && ask.email === undefined)
    return answer(ask.recipient === undefined || ask.ids !== undefined);
  const kept = await keep();
  if (!kept) await unlink(claims);
  if (mail === undefined) return answer(kept);
  const isOfMail = kept && (await dependencies.recipientOf(claims.site, mail.of.token)) !== undefined;
  if (!isOfMail) await forgetMail(dependencies, claims, mail);
  return answer(kept, isOfMail);
}

/** The visitor, or who was sent the mail, has withdrawn while it was noted, and may have been looked for before. */
async function forgetMail(
  { visits, unlinkAddress }: IdentifyDependencies,
  claims: LeaseClaims,
  { of: { token }, email: address }: RecipientAsked,
): Promise<void> {
  await forgetRecipientOfVisit(visits, claims, token);
  if (address !== undefined) await unlinkAddress(claims, address);
  await forgetRecipientVisitor(visits, token, claims.visitor);
}
