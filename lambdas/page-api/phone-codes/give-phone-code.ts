import type { NetworkLimit } from '../../leases/rate-limit/network-limit.ts';
import type { Table } from '../../platform/aws/table.ts';
import { notFound, tooManyRequests, unauthorized } from '../../platform/http/problem.ts';
import type { Viewer } from '../../platform/http/viewer.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { leaseClaims, type VisitorClaims, visitorClaims } from '../../platform/token-claims.ts';
import { type SigningKeys, verifyToken } from '../../platform/tokens.ts';
import type { Site } from '../../settings/sites/site.ts';
import type { SiteCache } from '../../settings/sites/site-cache.ts';
import { shownFor } from '../../visits/phone-codes/given-code.ts';
import { phoneCode } from '../../visits/phone-codes/phone-code.ts';
import { giveCode, keepCode, type ShownCode } from '../../visits/phone-codes/phone-code-store.ts';
import type { VisitKey } from '../../visits/visit-key.ts';
import { newestVisitOf } from '../../visits/visitor-visits-store.ts';
import { networkLimits } from '../network-shares.ts';
import { checkOrigin } from '../page-origin.ts';
import type { PhoneCodeAnswer, PhoneCodeAsk } from './phone-code-endpoint.ts';

export interface PhoneCodeDependencies {
  readonly sites: SiteCache;
  readonly visits: Table;
  readonly signingKeys: SigningKeys;
  /** Whether one more code of a network is given: as many as visits are kept. */
  readonly mayGive: NetworkLimit;
  readonly loopbackIsDeveloper: boolean;
  /** ms since 1970. */
  readonly clock: () => number;
  /** The rank of a code, by chance: 0 to `numberOfCodes` - 1. */
  readonly draw: () => number;
}

export interface PhoneCodeRequest {
  readonly ask: PhoneCodeAsk;
  readonly origin?: string | undefined;
  readonly viewer?: Viewer | undefined;
}

/** As long as a site has not given most of its codes, one of so many is free. */
const mostDraws = 12;

/**
 * The code of a visitor's present visit: the same one for as long as pages of that visit ask. Only a visit that is kept has one, so nobody
 * has without consent to analytics. Throws 401 for a token that is none of ours, 403 for a foreign origin, 404 where nothing is kept of the
 * visit, and 429 where the network has had its share, or the site has hardly a code left.
 */
export async function givePhoneCode(
  dependencies: PhoneCodeDependencies,
  { ask, origin, viewer }: PhoneCodeRequest,
): Promise<PhoneCodeAnswer> {
  const { sites, visits, signingKeys, mayGive, loopbackIsDeveloper, clock } = dependencies;
  const visitor = verifyToken(signingKeys, ask.visitor, visitorClaims);
  if (visitor === undefined) throw unauthorized('the visitor token is not valid');
  const now = clock();
  const settings = await sites.byId(visitor.site, now);
  if (settings === undefined) throw notFound('there is no such site any more');
  checkOrigin(settings.site, origin);
  const visit = await visitOf(dependencies, visitor, ask.lease);
  if (visit === undefined) throw nothingKept();
  const known = await keepCode(visits, visit, now);
  if (known !== undefined) return answerOf(known);
  const share = networkLimits(settings.site, viewer, loopbackIsDeveloper).visits;
  if (share !== undefined && !(await mayGive(share, now))) {
    throw tooManyRequests('this network has had its share of codes: ask again in a minute');
  }
  return answerOf(await newCode(dependencies, settings.site, visit, now));
}

/** The newest: the page may know it by its lease before the index of visitors does. */
async function visitOf(
  { visits, signingKeys }: PhoneCodeDependencies,
  { id, site }: VisitorClaims,
  token: string | undefined,
): Promise<VisitKey | undefined> {
  const lease = token === undefined ? undefined : verifyToken(signingKeys, token, leaseClaims);
  const found = await newestVisitOf(visits, id);
  if (lease === undefined || lease.visitor !== id || lease.site !== site) return found;
  return found !== undefined && found.shownAt > lease.shownAt ? found : lease;
}

async function newCode(
  { visits, draw }: PhoneCodeDependencies,
  { id: site }: Site,
  visit: VisitKey,
  now: number,
): Promise<ShownCode> {
  for (let drawn = 0; drawn < mostDraws; drawn++) {
    const code = phoneCode(draw());
    const gave = await giveCode(visits, { site, visit, code }, now);
    if (gave === 'given') return { code, expiresAt: now + shownFor };
    if (gave === 'no-visit') throw nothingKept();
    // Of two pages that ask at once both show the one that was given first.
    const other = gave === 'other' ? await keepCode(visits, visit, now) : undefined;
    if (other !== undefined) return other;
  }
  throw tooManyRequests('no code was free: ask again later');
}

function nothingKept(): Error {
  return notFound('nothing is kept of this visit, so it has no code');
}

function answerOf({ code, expiresAt }: ShownCode): PhoneCodeAnswer {
  return { code, expiresAt: isoTime(expiresAt) };
}
