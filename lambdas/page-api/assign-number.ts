import { notFound } from '../platform/http/problem.ts';
import type { Viewer } from '../platform/http/viewer.ts';
import { metric } from '../platform/names.ts';
import { signToken } from '../platform/tokens.ts';
import type { SiteWithPools } from '../settings/pools/pool.ts';
import { buildVisit, type ShownToVisitor, type VisitFacts } from '../visits/build-visit.ts';
import { putVisit } from '../visits/visit-store.ts';
import { classifyVisitor } from '../visits/visitor-class.ts';
import { countBypass, countOutcome, countUnrecorded, type PageBefore } from './count-outcome.ts';
import { withFreshSettings } from './fresh-settings.ts';
import { holdNumber } from './hold-number.ts';
import { type NetworkLimits, networkLimits } from './network-shares.ts';
import { defaultNumber, leasedNumber, noNumber, shared, sourceAndSwap, staticNumber } from './number-answer.ts';
import type { NumberAnswer } from './page-answers.ts';
import type { PageDependencies } from './page-dependencies.ts';
import { checkOrigin } from './page-origin.ts';
import type { NumberAsk } from './page-requests.ts';
import { claimsOf, type KnownVisitor, knownVisitor } from './page-tokens.ts';
import { type Decision, decide, type Offer } from './pool-choice/decide-page-view.ts';

export interface NumberRequest {
  readonly ask: NumberAsk;
  readonly origin?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly viewer?: Viewer;
}

const unknownSite = () => notFound('there is no site with this site key');

/**
 * A page asks for the number of its visitor. The slot is written first, then the visit, then the page is answered: a
 * number that is shown has a visit. Throws 404 for an unknown site key and 403 for a foreign origin.
 */
export async function assignNumber(dependencies: PageDependencies, request: NumberRequest): Promise<NumberAnswer> {
  const now = dependencies.clock();
  const cached = await dependencies.sites.byKey(request.ask.siteKey, now);
  if (cached === undefined) throw unknownSite();
  dependencies.count(metric.numbersAsked);
  if (request.viewer?.address === undefined) dependencies.count(metric.viewersUnknown);
  const ids = { newVisitor: dependencies.newId(), newVisit: dependencies.newId() };
  return withFreshSettings<NumberAnswer>(dependencies.sites, cached, now, async (settings, before) => {
    if (settings?.site.siteKey !== request.ask.siteKey) throw unknownSite();
    checkOrigin(settings.site, request.origin);
    const pageKnows = knownVisitor(dependencies.signingKeys, request.ask, settings.site.id);
    // Whoever has been answered under settings that have changed meanwhile comes back as that visitor.
    const answered = { visitor: before?.visitor, lease: before?.lease.token };
    const known = { ...pageKnows, ...knownVisitor(dependencies.signingKeys, answered, settings.site.id) };
    const caller = classifyVisitor(settings.site, request, dependencies.loopbackIsDeveloper);
    const decision = decide(settings, {
      ...ids,
      ask: request.ask,
      userAgent: request.userAgent,
      ...(request.viewer && { viewer: request.viewer }),
      isRobot: caller === 'robot',
      isElsewhere: caller === 'elsewhere',
      known,
      cameWith: pageKnows.lease?.pool,
      now,
    });
    const counting = before === undefined ? dependencies : withoutCounting(dependencies);
    const page = { known, viewer: request.viewer, pageUrl: request.ask.pageUrl };
    return carryOut(counting, settings, decision, page, now);
  });
}

/** Of a visit that was counted under settings that have changed meanwhile, and is answered again. */
function withoutCounting(dependencies: PageDependencies): PageDependencies {
  return { ...dependencies, count: () => {}, poolCounters: { ...dependencies.poolCounters, count: () => {} } };
}

async function carryOut(
  dependencies: PageDependencies,
  { site }: SiteWithPools,
  { offer, touch, visit, bypassed, continues }: Decision,
  {
    known: { visitor: claims },
    viewer,
    pageUrl,
  }: { readonly known: KnownVisitor; readonly viewer: Viewer | undefined; readonly pageUrl: string },
  now: number,
): Promise<NumberAnswer> {
  const common = sourceAndSwap(site, touch);
  if (visit === undefined) {
    if (bypassed === 'robot') dependencies.count(metric.robotsAnswered);
    if (bypassed !== undefined) countBypass(dependencies.poolCounters, offer, bypassed, now);
    await dependencies.poolCounters.flush(now);
    return { ...common, ...withoutVisitor(offer) };
  }
  const before = { continues, shown: claims?.visit?.shown };
  const limits = networkLimits(site, viewer, dependencies.loopbackIsDeveloper);
  const { answer, shown, shownInToken, isNewLease, lookAgain } = await showNumber(
    dependencies,
    offer,
    visit,
    { before, limits },
    now,
  );
  // A page of the same visit that is shown the same number of everybody has its record already.
  const isRecorded = continues && shown?.number === undefined && before.shown === shown?.shown;
  const record = shown !== undefined && !isRecorded ? buildVisit(visit, shown) : undefined;
  // New leases have a limit of their own, and without its first visit nobody could be named for a number.
  const isKept = record === undefined || isNewLease || (await mayRecord(dependencies, limits, now));
  if (!isKept) countUnrecorded(dependencies, offer, now);
  const recorded = isKept && record && putVisit(dependencies.visits, record, dependencies.visitDays);
  await Promise.all([recorded, lookAgain?.(), dependencies.poolCounters.flush(now)]);
  const visitor = signToken(dependencies.signingKeys, {
    kind: 'visitor',
    id: visit.visitor,
    site: site.id,
    touch,
    visit: { id: visit.visit, seenAt: now, shown: isKept ? (shownInToken ?? answer.lease.state) : 'unrecorded' },
  });
  return { ...common, ...shared(site, pageUrl), visitor, ...answer };
}

type Shown = Pick<NumberAnswer, 'number' | 'default' | 'lease'>;

/** Robots, and people of whom nothing may be kept, see the number that stands for the source. */
function withoutVisitor(offer: Offer): Shown {
  switch (offer.kind) {
    case 'session':
      return defaultNumber(offer.pools[0].default);
    case 'static':
      return staticNumber(offer.pool.shown[0]);
    case 'none':
      return noNumber;
  }
}

interface ShownNumber {
  readonly answer: Shown;
  /** Undefined: no record of the visit is wanted. */
  readonly shown?: ShownToVisitor;
  /** What the visitor's token says, where that is not the state of the lease. */
  readonly shownInToken?: string;
  readonly isNewLease?: boolean;
  readonly lookAgain?: () => Promise<void>;
}

async function mayRecord(dependencies: PageDependencies, { visits }: NetworkLimits, now: number): Promise<boolean> {
  return visits === undefined || dependencies.mayRecord(visits, now);
}

/** The number for a visitor, and what their visit shall say of it: nothing, where the page stays as it is. */
async function showNumber(
  dependencies: PageDependencies,
  offer: Offer,
  visit: VisitFacts,
  { before, limits }: { readonly before: PageBefore; readonly limits: NetworkLimits },
  now: number,
): Promise<ShownNumber> {
  if (offer.kind === 'none') return { answer: noNumber };
  if (offer.kind === 'static') {
    return { answer: withoutVisitor(offer), shown: { shown: 'static', pool: offer.pool.id, shownAt: now } };
  }
  const held = await holdNumber(dependencies, offer, {
    visitor: visit.visitor,
    visit: visit.visit,
    now,
    network: limits.leases,
  });
  countOutcome(dependencies.poolCounters, offer, held, before, now);
  // A crowd out of one network is not worth a record each; a person among it gets one with the next page.
  if (held.kind === 'limited') return { answer: withoutVisitor(offer), shownInToken: 'limited' };
  if (held.kind === 'exhausted') {
    return { answer: withoutVisitor(offer), shown: { shown: 'default', pool: offer.pools[0].id, shownAt: now } };
  }
  const claims = claimsOf(visit.site, held.slot);
  return {
    isNewLease: held.isKept !== true,
    ...(held.lookAgain && { lookAgain: held.lookAgain }),
    answer: leasedNumber(held, signToken(dependencies.signingKeys, claims), now),
    shown: {
      shown: 'leased',
      pool: held.pool.id,
      number: held.slot.number,
      lease: claims.lease,
      shownAt: held.slot.shownAt,
      ...(held.previousSeenAt !== undefined && { previousSeenAt: held.previousSeenAt }),
    },
  };
}
