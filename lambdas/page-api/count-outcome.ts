import type { PoolBypass, PoolCounters } from '../capacity/pool-counters.ts';
import { metric } from '../platform/names.ts';
import type { HeldNumber, NoNumber } from './hold-number.ts';
import type { PageDependencies } from './page-dependencies.ts';
import type { BypassReason, Offer } from './pool-choice/decide-page-view.ts';

/** What the visitor's token says of the page before, if this page belongs to the same visit. */
export interface PageBefore {
  readonly continues: boolean;
  readonly shown?: string | undefined;
}

/**
 * Counts how a visit fared in each pool that it asked, once: the further pages of a visit that keeps its number, or was
 * refused before, are no new load.
 */
export function countOutcome(
  counters: PoolCounters,
  { pools }: Extract<Offer, { kind: 'session' }>,
  held: HeldNumber | NoNumber,
  { continues, shown }: PageBefore,
  now: number,
): void {
  if (held.kind === 'limited') return counters.count(pools[0].id, 'limited', now);
  if (held.kind === 'held' && held.isKept === true) {
    if (!continues) counters.count(held.pool.id, 'returned', now);
    return;
  }
  const wasRefusedBefore = continues && shown === 'default';
  const serving = held.kind === 'held' ? pools.findIndex(({ id }) => id === held.pool.id) : pools.length;
  if (!wasRefusedBefore) for (const { id } of pools.slice(0, serving)) counters.count(id, 'refused', now);
  if (held.kind === 'held') counters.count(held.pool.id, 'leased', now);
}

const bypassCounters: Readonly<Record<BypassReason, PoolBypass>> = {
  robot: 'bots',
  elsewhere: 'elsewhere',
  'no-consent': 'noConsent',
};

/** Counts a page of which nothing is kept, for the first pool that it would have asked. */
export function countBypass(counters: PoolCounters, offer: Offer, bypassed: BypassReason, now: number): void {
  if (offer.kind === 'session') counters.count(offer.pools[0].id, bypassCounters[bypassed], now);
}

/** Counts a page whose visit is not kept, as its network had its share: for the whole stack, and for the first pool that it asked. */
export function countUnrecorded(
  { count, poolCounters }: Pick<PageDependencies, 'count' | 'poolCounters'>,
  offer: Offer,
  now: number,
): void {
  count(metric.visitsUnrecorded);
  if (offer.kind === 'session') poolCounters.count(offer.pools[0].id, 'unrecorded', now);
}
