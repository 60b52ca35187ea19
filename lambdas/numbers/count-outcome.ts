import type { PoolCounters } from '../leases/pool-counters.ts';
import type { Offer } from './decide.ts';
import type { HeldNumber } from './hold-number.ts';

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
  held: HeldNumber | undefined,
  { continues, shown }: PageBefore,
  now: number,
): void {
  if (held?.isKept === true) {
    if (!continues) counters.count(held.pool.id, 'returned', now);
    return;
  }
  const wasRefusedBefore = continues && shown === 'default';
  const refusing =
    held === undefined
      ? pools
      : pools.slice(
          0,
          pools.findIndex(({ id }) => id === held.pool.id),
        );
  if (!wasRefusedBefore) for (const { id } of refusing) counters.count(id, 'refused', now);
  if (held !== undefined) counters.count(held.pool.id, 'leased', now);
}
