import { eraseHolder, type LeaseToErase } from '../leases/slots/erase-holder.ts';
import type { Table } from '../platform/aws/table.ts';
import { tooManyRequests, unauthorized } from '../platform/http/problem.ts';
import { inTurn } from '../platform/in-turn.ts';
import { type LeaseClaims, leaseClaims, type VisitorClaims, visitorClaims } from '../platform/token-claims.ts';
import { signToken, verifyToken } from '../platform/tokens.ts';
import { formerShard } from '../settings/phone-numbers/number-store.ts';
import type { Visit } from '../visits/visit.ts';
import { visitsOfVisitor } from '../visits/visitor-visits-store.ts';
import { withdrawAds, withdrawVisit } from '../visits/withdraw-store.ts';
import { type ConsentAnswer, type ConsentAsk, consentAnswer } from './consent-endpoint.ts';
import type { PageDependencies } from './page-dependencies.ts';
import { checkOrigin } from './page-origin.ts';
import { withoutClickIds } from './page-tokens.ts';
import { sessionPool } from './pool-choice/choose-pool.ts';

/** `settings` tells in which shard a number lay that the visitor had before. */
export type ConsentDependencies = Pick<
  PageDependencies,
  'sites' | 'leases' | 'visits' | 'signingKeys' | 'clock' | 'newId'
> & {
  readonly settings: Table;
  /** Takes back by what else a visitor is known. */
  readonly forgetPerson: (visitor: { readonly site: string; readonly visitor: string }) => Promise<void>;
};

/** So many visits are forgotten at a time. */
const visitsAtOnce = 16;

/** Then the next request goes on, ms: well within the time that the function has. */
const longestWork = 20_000;

interface Known {
  readonly visitor?: VisitorClaims | undefined;
  readonly lease?: LeaseClaims | undefined;
}

/**
 * A visitor says what may be kept. Without `analytics` nothing names them any more: their slots, their visits; the numbers rest until
 * their leases run out, and the page shows the default number. Without `ads` their click ids go. What is allowed again counts from
 * the next question for a number on. The same word again changes nothing. Nothing is taken for done before it is: with more visits
 * than can be forgotten in time this throws a 429, and goes on when it is said again. Throws 401 for tokens that are none of ours, 403
 * for a foreign origin.
 */
export async function updateConsent(
  dependencies: ConsentDependencies,
  { ask, origin }: { readonly ask: ConsentAsk; readonly origin?: string | undefined },
): Promise<ConsentAnswer> {
  const known = readTokens(dependencies, ask);
  const now = dependencies.clock();
  const siteId = known.visitor?.site ?? known.lease?.site ?? '';
  const settings = await dependencies.sites.byId(siteId, now);
  if (settings !== undefined) checkOrigin(settings.site, origin);
  const { consent } = ask;
  // Each request gets on by some visits at least, however late it is.
  let isLate = false;
  if (!consent.analytics || !consent.ads) {
    for (const visitor of new Set([known.visitor?.id, known.lease?.visitor])) {
      if (visitor === undefined) continue;
      const lease = known.lease?.visitor === visitor ? known.lease : undefined;
      if (!consent.analytics && lease !== undefined) await forgetSlot(dependencies, lease);
      const forget = consent.analytics
        ? (visit: Visit) => withdrawAds(dependencies.visits, visit, consent)
        : forgetting(dependencies, lease, now);
      for await (const visits of visitsOfVisitor(dependencies.visits, visitor, lease ? [lease.number] : [])) {
        if (visits.length > 0 && isLate) throw tooManyRequests('there are more visits to forget: say it again');
        await inTurn(visits, visitsAtOnce, forget);
        isLate ||= visits.length > 0 && dependencies.clock() - now > longestWork;
      }
      // After the visits: what a page says of their visitor in between it is told is not kept, or is here already.
      if (!consent.analytics) await dependencies.forgetPerson({ site: siteId, visitor });
    }
  }
  if (!consent.analytics) {
    const pool = settings && known.lease && sessionPool(settings.pools, known.lease.pool);
    return consentAnswer.parse({ default: pool?.default ?? null });
  }
  const claims = known.visitor && (consent.ads ? known.visitor : withoutClickIds(known.visitor));
  return consentAnswer.parse(claims === undefined ? {} : { visitor: signToken(dependencies.signingKeys, claims) });
}

function readTokens({ signingKeys }: ConsentDependencies, ask: ConsentAsk): Known {
  const visitor = ask.visitor === undefined ? undefined : verifyToken(signingKeys, ask.visitor, visitorClaims);
  const lease = ask.lease === undefined ? undefined : verifyToken(signingKeys, ask.lease, leaseClaims);
  const isForged = (ask.visitor !== undefined && !visitor) || (ask.lease !== undefined && !lease);
  if (isForged || (visitor && lease && visitor.site !== lease.site)) {
    throw unauthorized('the tokens are not valid');
  }
  return { visitor, lease };
}

/**
 * Forgets one visit after the other. The slot before the visit: as long as a visit is left, doing it again finds the slot. That of
 * `held` is forgotten already. Whatever many visits have in common is looked up once.
 */
function forgetting(
  dependencies: ConsentDependencies,
  held: LeaseClaims | undefined,
  now: number,
): (visit: Visit) => Promise<void> {
  const shardOf = once((number, pool) => formerShard(dependencies.settings, number, pool));
  /**
   * A number that the visitor had before, in this pool or another: most of them are somebody else's by now. What the number did when
   * it was shown does not tell: a move notes when it was asked for, and may reach the slot after that.
   */
  const forgetEarlier = async ({ number, lease, visitor, pool }: Visit) => {
    if (number === undefined || lease === undefined) return;
    const shard = await shardOf(number, pool);
    if (shard !== undefined) await forgetSlot(dependencies, { pool, shard, number, lease, visitor });
  };
  const forgotten = new Map<string | undefined, Promise<void>>([[held?.lease, Promise.resolve()]]);
  return async (visit) => {
    const forgetting = forgotten.get(visit.lease) ?? forgetEarlier(visit);
    forgotten.set(visit.lease, forgetting);
    await forgetting;
    await withdrawVisit(dependencies.visits, visit, now);
  };
}

/** Answers each question once, and the same again from memory. */
function once<Answer>(
  ask: (number: string, pool: string) => Promise<Answer>,
): (number: string, pool: string) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (number, pool) => {
    const key = `${number} ${pool}`;
    const answer = answers.get(key) ?? ask(number, pool);
    answers.set(key, answer);
    return answer;
  };
}

/** Throws a 429 when the visitor keeps coming back meanwhile: then it is to be said again, and nothing is taken for done. */
async function forgetSlot({ leases, newId }: ConsentDependencies, held: LeaseToErase): Promise<void> {
  if (!(await eraseHolder(leases, held, newId)))
    throw tooManyRequests('the visitor keeps taking the slot: say it again');
}
