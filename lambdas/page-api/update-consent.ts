import { tooManyRequests, unauthorized } from '../platform/http/problem.ts';
import { inTurn } from '../platform/in-turn.ts';
import { type LeaseClaims, leaseClaims, type VisitorClaims, visitorClaims } from '../platform/token-claims.ts';
import { signToken, verifyToken } from '../platform/tokens.ts';
import { withdrawCodes } from '../visits/phone-codes/phone-code-store.ts';
import type { Visit } from '../visits/visit.ts';
import { visitsOfVisitor } from '../visits/visitor-visits-store.ts';
import { withdrawAds } from '../visits/withdraw-store.ts';
import { type ConsentAnswer, type ConsentAsk, consentAnswer } from './consent-endpoint.ts';
import { type ForgetDependencies, forgetSlot, forgetting } from './forget-visits.ts';
import type { PageDependencies } from './page-dependencies.ts';
import { checkOrigin } from './page-origin.ts';
import { withoutClickIds } from './page-tokens.ts';
import { sessionPool } from './pool-choice/choose-pool.ts';

export type ConsentDependencies = Pick<PageDependencies, 'sites' | 'signingKeys' | 'clock'> &
  ForgetDependencies & {
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
      if (!consent.analytics) {
        await withdrawCodes(dependencies.visits, visitor);
        await dependencies.forgetPerson({ site: siteId, visitor });
      }
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
