import { type Device, deviceOf } from '../../attribution/device.ts';
import { type Landing, readLanding } from '../../attribution/landing.ts';
import type { Source } from '../../attribution/referrer-source.ts';
import { describeCondition, describeMismatch } from '../../conditions/describe-condition.ts';
import { conditionMatches } from '../../conditions/evaluate-condition.ts';
import type { ChoiceFacts } from '../../conditions/fields/matching.ts';
import type { Viewer } from '../../platform/http/viewer.ts';
import type { PoolAnswer } from '../../settings/pools/pool-answer.ts';
import type { ShownNumber } from '../../settings/pools/pool-summary.ts';
import type { Site } from '../../settings/sites/site.ts';
import { classifyVisitor, type VisitorClass } from '../../visits/visitor-class.ts';
import { type Candidate, candidates, fallbackPools, isForRobots, takes } from './choose-pool.ts';

type PoolOfPages = Exclude<PoolAnswer, { readonly kind: 'recipient' }>;

/** A first visit to a page, as somebody imagines it. */
export interface ImaginedView {
  readonly pageUrl: string;
  readonly referrer?: string | undefined;
  readonly target: string;
  readonly viewer: Viewer;
  readonly userAgent?: string | undefined;
  /** Instead of what the user agent tells. */
  readonly device?: Device | undefined;
  readonly isRobot?: boolean | undefined;
  /** Of somebody who came before, and whose direct return keeps it. */
  readonly sourceBefore?: Source | undefined;
}

/** One pool, and why it takes the visit or not. */
export interface ExplainedPool {
  readonly pool: string;
  /** Missing of a pool that has no place among those that are asked. */
  readonly order?: number;
  readonly verdict: 'chosen' | 'fits' | 'does-not-fit' | 'not-asked';
  /** By which condition, or why not by any. */
  readonly reasons: readonly string[];
}

/** Which pool a visit gets, and why. */
export interface Explanation {
  readonly caller: VisitorClass;
  /** What the landing and the viewer tell, the rules' facts. */
  readonly facts: Landing & ChoiceFacts;
  /** In the order in which they are asked; then those that are not asked. */
  readonly pools: readonly ExplainedPool[];
  readonly chosen: string | null;
  /** What the page shows: `own` is a number that is leased to this visitor alone. */
  readonly shows: 'own' | 'default' | 'static' | 'page';
  readonly because: string;
  /** Where an own number is looked for when the chosen pool is exhausted. */
  readonly fallback: readonly string[];
  /** The number of everybody: instead of an own one, when there is none. */
  readonly number?: ShownNumber;
}

/** Explains by the very judge that chooses. Undefined when the address is no page's. */
export function explainChoice(
  site: Pick<Site, 'origins' | 'ignoredReferrers' | 'consentDefault' | 'robots' | 'addresses' | 'countries'>,
  pools: readonly PoolAnswer[],
  { pageUrl, referrer, target, viewer, userAgent, device, isRobot, sourceBefore }: ImaginedView,
): Explanation | undefined {
  const landing = readLanding({ pageUrl, referrer, origins: site.origins, ignoredReferrers: site.ignoredReferrers });
  if (landing === undefined) return undefined;
  const caller = isRobot === true ? 'robot' : classifyVisitor(site, { userAgent, viewer }, false);
  const { address: _, ...place } = viewer;
  const present = { ...place, device: device ?? deviceOf(userAgent), isRobot: caller === 'robot' };
  const facts = { ...landing, ...sourceBefore, ...present };
  const ofPages = pools.filter((pool) => pool.kind !== 'recipient');
  const asked = candidates(ofPages, target, facts);
  const chosen = asked.find((candidate) => takes(candidate, facts))?.pool;
  const notAsked = ofPages.filter((pool) => !asked.some((candidate) => candidate.pool.id === pool.id));
  const isConsentDenied = site.consentDefault === 'denied';
  return {
    caller,
    facts,
    pools: [
      ...asked.map((candidate) => explained(candidate, chosen, facts)),
      ...notAsked.map((pool) => unasked(pool, target)),
      ...pools.filter(({ kind }) => kind === 'recipient').map(ofMails),
    ],
    chosen: chosen?.id ?? null,
    fallback: [],
    ...(foreignOrigin(site, landing) ?? whatIsShown(chosen, ofPages, caller, isConsentDenied)),
  };
}

/** Pages of other origins are refused, so that they stay as they are. */
function foreignOrigin(
  { origins }: Pick<Site, 'origins'>,
  { landingPage }: Landing,
): Pick<Explanation, 'shows' | 'because'> | undefined {
  const { origin } = new URL(landingPage);
  return origins.includes(origin)
    ? undefined
    : { shows: 'page', because: `${origin} is none of the origins of the site` };
}

function explained(
  candidate: Candidate<PoolOfPages>,
  chosen: PoolOfPages | undefined,
  facts: ChoiceFacts,
): ExplainedPool {
  const { pool, isLastResort } = candidate;
  const { id, order, when = [] } = pool;
  if (!takes(candidate, facts)) {
    return {
      pool: id,
      order,
      verdict: 'does-not-fit',
      reasons: when.map((condition) => describeMismatch(condition, facts)),
    };
  }
  const by = when.filter((condition) => conditionMatches(condition, facts)).map(describeCondition);
  const reasons = isLastResort ? ['it has no conditions: the last resort'] : by;
  return { pool: id, order, verdict: id === chosen?.id ? 'chosen' : 'fits', reasons };
}

function unasked(pool: PoolOfPages, target: string): ExplainedPool {
  const reasons = [
    ...(pool.target === target ? [] : [`it is for the target ${pool.target}`]),
    ...(pool.when === undefined ? ['its numbers are on no page: it has no list of conditions'] : []),
    ...(isForRobots(pool) ? ['it is for robots only'] : []),
  ];
  return { pool: pool.id, order: pool.order, verdict: 'not-asked', reasons };
}

function ofMails({ id }: PoolAnswer): ExplainedPool {
  return { pool: id, verdict: 'not-asked', reasons: ['its numbers are sent to the recipients of mails'] };
}

function whatIsShown(
  chosen: PoolOfPages | undefined,
  pools: readonly PoolOfPages[],
  caller: VisitorClass,
  isConsentDenied: boolean,
): Pick<Explanation, 'shows' | 'because'> & Partial<Pick<Explanation, 'fallback' | 'number'>> {
  switch (chosen?.kind) {
    case undefined:
      return { shows: 'page', because: 'no pool takes the visit' };
    case 'page':
      return { shows: 'page', because: `visits of ${chosen.id} see the number that the page shows by itself` };
    case 'source': {
      const [number] = chosen.shown;
      return { shows: 'static', because: `${chosen.id} has one number for all`, ...(number && { number }) };
    }
    case 'session': {
      const shared = { shows: 'default', number: chosen.default } as const;
      if (caller === 'robot') return { ...shared, because: 'robots get no number of their own' };
      if (caller === 'elsewhere') return { ...shared, because: 'the site serves other countries only' };
      if (isConsentDenied) return { ...shared, because: 'the site takes consent as denied until the visitor gives it' };
      const fallback = fallbackPools(pools, chosen).map(({ id }) => id);
      return { shows: 'own', because: `${chosen.id} leases numbers`, fallback, number: chosen.default };
    }
  }
}
