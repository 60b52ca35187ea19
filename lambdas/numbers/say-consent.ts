import { forgetHolder, type LeaseToForget } from '../leases/forget.ts';
import { unauthorized } from '../platform/problem.ts';
import type { Table } from '../platform/table.ts';
import { type LeaseClaims, leaseClaims, type VisitorClaims, visitorClaims } from '../platform/token-claims.ts';
import { signToken, verifyToken } from '../platform/tokens.ts';
import { formerShard } from '../settings/number-store.ts';
import type { Visit } from '../visits/visit.ts';
import { readVisitsOfVisitor } from '../visits/visitor-visits-store.ts';
import { withdrawAds, withdrawVisit } from '../visits/withdraw-store.ts';
import { sessionPool } from './choose-pool.ts';
import { type ConsentAnswer, type ConsentAsk, consentAnswer } from './consent-call.ts';
import { checkOrigin } from './page-origin.ts';
import { withoutClickIds } from './page-tokens.ts';
import type { NumberParts } from './parts.ts';

/** `settings` tells in which shard a number lay that the visitor had before. */
export type ConsentParts = Pick<NumberParts, 'sites' | 'leases' | 'visits' | 'signingKeys' | 'clock' | 'newId'> & {
  readonly settings: Table;
};

interface Known {
  readonly visitor?: VisitorClaims | undefined;
  readonly lease?: LeaseClaims | undefined;
}

/**
 * A visitor says what may be kept. Without `analytics` nothing names him any more: his slots, his visits; the numbers rest until
 * their leases run out, and the page shows the default number. Without `ads` his click ids go. What is allowed again counts from
 * the next question for a number on. The same word again changes nothing. Throws 401 for tokens that are none of ours, 403 for a
 * foreign origin.
 */
export async function sayConsent(
  parts: ConsentParts,
  { ask, origin }: { readonly ask: ConsentAsk; readonly origin?: string | undefined },
): Promise<ConsentAnswer> {
  const known = readTokens(parts, ask);
  const now = parts.clock();
  const siteId = known.visitor?.site ?? known.lease?.site ?? '';
  const settings = await parts.sites.byId(siteId, now);
  if (settings !== undefined) checkOrigin(settings.site, origin);
  const { consent } = ask;
  if (!consent.analytics || !consent.ads) {
    for (const visitor of new Set([known.visitor?.id, known.lease?.visitor])) {
      if (visitor === undefined) continue;
      const lease = known.lease?.visitor === visitor ? known.lease : undefined;
      const visits = await readVisitsOfVisitor(parts.visits, visitor, lease ? [lease.number] : []);
      if (consent.analytics) await Promise.all(visits.map((visit) => withdrawAds(parts.visits, visit, consent)));
      else await forget(parts, visits, lease, now);
    }
  }
  if (!consent.analytics) {
    const pool = settings && known.lease && sessionPool(settings.pools, known.lease.pool);
    return consentAnswer.parse({ default: pool?.default ?? null });
  }
  const claims = known.visitor && (consent.ads ? known.visitor : withoutClickIds(known.visitor));
  return consentAnswer.parse(claims === undefined ? {} : { visitor: signToken(parts.signingKeys, claims) });
}

function readTokens({ signingKeys }: ConsentParts, ask: ConsentAsk): Known {
  const visitor = ask.visitor === undefined ? undefined : verifyToken(signingKeys, ask.visitor, visitorClaims);
  const lease = ask.lease === undefined ? undefined : verifyToken(signingKeys, ask.lease, leaseClaims);
  const isForged = (ask.visitor !== undefined && !visitor) || (ask.lease !== undefined && !lease);
  if (isForged || (visitor && lease && visitor.site !== lease.site)) {
    throw unauthorized('the tokens are not valid');
  }
  return { visitor, lease };
}

/** Slots first: as long as a visit is left, doing it again finds the slot. */
async function forget(
  parts: ConsentParts,
  visits: readonly Visit[],
  lease: LeaseClaims | undefined,
  now: number,
): Promise<void> {
  if (lease !== undefined) await forgetSlot(parts, lease);
  await Promise.all(
    visits.map(async (visit) => {
      if (visit.lease !== lease?.lease) await forgetEarlier(parts, visit);
      await withdrawVisit(parts.visits, visit, now);
    }),
  );
}

/**
 * A number that the visitor had before, in this pool or another: most of them are somebody else's by now. What the number did when
 * it was shown does not tell: a move notes when it was asked for, and may reach the slot after that.
 */
async function forgetEarlier(parts: ConsentParts, visit: Visit): Promise<void> {
  const { number, lease, visitor, pool } = visit;
  if (number === undefined || lease === undefined) return;
  const shard = await formerShard(parts.settings, number, pool);
  if (shard !== undefined) await forgetSlot(parts, { pool, shard, number, lease, visitor });
}

/** Throws when the visitor keeps coming back meanwhile: then it is to be said again, and nothing is taken for done. */
async function forgetSlot({ leases, newId }: ConsentParts, held: LeaseToForget): Promise<void> {
  if (!(await forgetHolder(leases, held, newId))) throw new Error('the visitor keeps taking the slot');
}
