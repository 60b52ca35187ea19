import type { Slot } from '../leases/slots/slot.ts';
import { unauthorized } from '../platform/http/problem.ts';
import { type LeaseClaims, leaseClaims, type VisitorClaims, visitorClaims } from '../platform/token-claims.ts';
import { type SigningKeys, verifyToken } from '../platform/tokens.ts';
import type { NumberAsk } from './page-requests.ts';

/** Who the page says is there, as far as its tokens are ours and of this site. */
export interface KnownVisitor {
  readonly visitor?: VisitorClaims;
  readonly lease?: LeaseClaims;
}

/** Reads the tokens that a page sent. What cannot be verified, or is of another site or visitor, is ignored. */
export function knownVisitor(
  keys: SigningKeys,
  ask: Pick<NumberAsk, 'visitor' | 'lease' | 'consent'>,
  site: string,
): KnownVisitor {
  const claimed = ofSite(ask.visitor === undefined ? undefined : verifyToken(keys, ask.visitor, visitorClaims), site);
  // The token may be older than the visitor's word.
  const visitor = claimed && ask.consent?.ads === false ? withoutClickIds(claimed) : claimed;
  const lease = ofSite(ask.lease === undefined ? undefined : verifyToken(keys, ask.lease, leaseClaims), site);
  const isTheirs = lease !== undefined && (visitor === undefined || visitor.id === lease.visitor);
  return { ...(visitor && { visitor }), ...(isTheirs && { lease }) };
}

/** The same visitor, without what is for ads only. */
export function withoutClickIds(claims: VisitorClaims): VisitorClaims {
  if (claims.touch === undefined) return claims;
  const { clickIds: _, ...touch } = claims.touch;
  return { ...claims, touch };
}

function ofSite<Claims extends { readonly site: string }>(
  claims: Claims | undefined,
  site: string,
): Claims | undefined {
  return claims?.site === site ? claims : undefined;
}

/** What a token says of a slot that somebody holds. */
export function claimsOf(site: string, slot: Slot): LeaseClaims {
  const { pool, shard, number, lease, visitor, visit, shownAt, leasedUntil } = slot;
  if (lease === undefined || visitor === undefined || visit === undefined) throw new Error('nobody holds this slot');
  return { kind: 'lease', site, pool, shard, number, lease, visitor, visit, shownAt, leasedUntil };
}

/** The claims of a page's lease token. Throws 401 for anything that is none of ours. */
export function leaseOf({ signingKeys }: { readonly signingKeys: SigningKeys }, token: string): LeaseClaims {
  const claims = verifyToken(signingKeys, token, leaseClaims);
  if (claims === undefined) throw unauthorized('the lease token is not valid');
  return claims;
}
