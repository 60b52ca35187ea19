import { consentOf } from '../../attribution/consent.ts';
import { deviceOf } from '../../attribution/device.ts';
import { readLanding } from '../../attribution/landing.ts';
import { currentTouch, isDirect, landingTouch } from '../../attribution/touch.ts';
import type { ChoiceFacts } from '../../conditions/fields/matching.ts';
import { knownActivity, leaseTimes } from '../../leases/slots/lease-times.ts';
import type { Viewer } from '../../platform/http/viewer.ts';
import type { LeaseClaims, Touch } from '../../platform/token-claims.ts';
import type { Pool, SessionPool, SiteWithPools, SourcePool } from '../../settings/pools/pool.ts';
import type { VisitFacts } from '../../visits/build-visit.ts';
import { continuesVisit } from '../../visits/new-visit.ts';
import type { NumberAsk } from '../page-requests.ts';
import type { KnownVisitor } from '../page-tokens.ts';
import { asksForLanding, choosePool, fallbackPools, isForRobots, sessionPool } from './choose-pool.ts';

/** What a page may be given: nothing, a static number, or a number of the visitor's own from the first pool that has one. */
export type Offer =
  | { readonly kind: 'none' }
  | { readonly kind: 'static'; readonly pool: SourcePool }
  | {
      readonly kind: 'session';
      readonly pools: readonly [SessionPool, ...SessionPool[]];
      /** The lease to take up again before a new one is asked for, and its pool. */
      readonly keep?: { readonly lease: LeaseClaims; readonly pool: SessionPool };
    };

/** Why nothing is kept of a page view: no number is leased, and no visitor named. */
export type BypassReason = 'robot' | 'elsewhere' | 'no-consent';

/** What a page is shown, and what is kept of its visit. */
export interface Decision {
  readonly offer: Offer;
  readonly touch: Touch;
  /** Undefined when nothing is to be kept; `bypassed` says why. */
  readonly visit: VisitFacts | undefined;
  readonly bypassed?: BypassReason;
  /** The page belongs to the visit that the visitor's token names. */
  readonly continues: boolean;
}

export interface Question {
  readonly ask: NumberAsk;
  readonly userAgent?: string | undefined;
  readonly viewer?: Viewer;
  /** No person is there: it takes no number, and pools for robots are asked first. */
  readonly isRobot?: boolean;
  /** A person in a country that the site does not serve: they take no number either. */
  readonly isElsewhere?: boolean;
  readonly known: KnownVisitor;
  /** The pool of the number with which the page came; `known` may name one that was leased only just now. */
  readonly cameWith?: string | undefined;
  readonly now: number;
  /** Fresh ids, for as far as the visitor and the visit are new. */
  readonly newVisitor: string;
  readonly newVisit: string;
}

/** All that is decided before the first I/O: consent, source, visit, pool. */
export function decide({ site, pools }: SiteWithPools, question: Question): Decision {
  const { ask, known, now, viewer = {}, isRobot = false, isElsewhere = false } = question;
  const landing = readLanding({
    pageUrl: ask.pageUrl,
    referrer: ask.referrer,
    origins: site.origins,
    ignoredReferrers: site.ignoredReferrers,
  });
  if (landing === undefined) throw new Error('the page address was checked before');
  const consent = consentOf(ask.consent, site.consentDefault, ask.gpc);
  const { landingPage, referrer } = landing;
  const landed = {
    ...landingTouch(landing, consent, now),
    ...(asksForLanding(pools) && { landingPage, ...(referrer !== undefined && { referrer }) }),
  };
  const { address: _, ...place } = viewer;
  const device = deviceOf(question.userAgent, ask.touchScreen);
  const present = { ...place, device, isRobot };
  const bypassed = isRobot ? 'robot' : isElsewhere ? 'elsewhere' : consent.analytics ? undefined : 'no-consent';
  if (bypassed !== undefined) {
    const offer = offerOf(pools, ask.target, { ...landing, ...present });
    return { offer, touch: landed, visit: undefined, bypassed, continues: false };
  }
  const previousTouch = known.visitor?.touch;
  const continues = continuesVisit(landed, previousVisit(pools, known), now);
  const touch = continues && previousTouch ? previousTouch : currentTouch(landed, previousTouch, now);
  // Click ids choose the pool even where they may not be kept.
  const chosenBy = isDirect(landed) ? { ...landing, ...touch } : landing;
  const isKept = (continues || isDirect(landed)) && known.lease?.pool === question.cameWith;
  return {
    offer: withKept(offerOf(pools, ask.target, { ...chosenBy, ...present }), pools, ask.target, known.lease, isKept),
    touch,
    continues,
    visit: {
      visit: (continues ? (known.visitor?.visit?.id ?? known.lease?.visit) : undefined) ?? question.newVisit,
      visitor: known.visitor?.id ?? known.lease?.visitor ?? question.newVisitor,
      site: site.id,
      touch,
      landing,
      consent,
      ids: ask.ids,
      params: ask.params,
      device,
    },
  };
}

function offerOf(pools: readonly Pool[], target: string, facts: ChoiceFacts): Offer {
  const chosen = choosePool(pools, target, facts);
  switch (chosen?.kind) {
    case 'session':
      return { kind: 'session', pools: [chosen, ...fallbackPools(pools, chosen)] };
    case 'source':
      return { kind: 'static', pool: chosen };
    case 'page':
    case undefined:
      return { kind: 'none' };
  }
}

/**
 * A visitor who comes back to where they came from keeps pool and number. One who comes through a new source keeps them
 * if that source's pool is where they hold their number; else the old lease runs out by itself.
 */
function withKept(
  offer: Offer,
  pools: readonly Pool[],
  target: string,
  lease: LeaseClaims | undefined,
  isKept: boolean,
): Offer {
  if (offer.kind !== 'session' || lease === undefined) return offer;
  const pool = sessionPool(pools, lease.pool);
  if (pool === undefined || pool.target !== target || isForRobots(pool)) return offer;
  const isOffered = offer.pools.some(({ id }) => id === pool.id);
  return isOffered || isKept ? { ...offer, keep: { lease, pool } } : offer;
}

/** The tokens tell when the visitor was last seen: the visitor's when they last asked, the lease's when they were active. */
function previousVisit(pools: readonly Pool[], { visitor, lease }: KnownVisitor) {
  const pool = lease && sessionPool(pools, lease.pool);
  const times = [
    ...(visitor?.visit ? [visitor.visit.seenAt] : []),
    ...(lease && pool ? [knownActivity(leaseTimes(pool), lease)] : []),
  ];
  return times.length === 0 ? undefined : { seenAt: Math.max(...times), touch: visitor?.touch };
}
