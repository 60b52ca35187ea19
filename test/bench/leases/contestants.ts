import { leaseEngine } from '../../../lambdas/leases/allocator/allocate.ts';
import type { Allocator, NoteSlot } from '../../../lambdas/leases/allocator/allocator.ts';
import { leaseTimes, unconfirmedUntil } from '../../../lambdas/leases/slots/lease-times.ts';
import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import type { Store } from './store.ts';

/** What one container runs. */
export interface Desk {
  readonly allocate: Allocator;
  readonly noteSlot: NoteSlot;
}

export interface Contestant {
  readonly name: string;
  /** What is in its table; an index goes by the end of the lease. */
  readonly keeps: 'slots' | 'indexed slots' | 'locks';
  /** Starts a container. `slots` are those of the pool as they were before the first visitor. */
  readonly open: (store: Store, clock: () => number, random: () => number, slots: readonly Slot[]) => Desk;
}

/** The product. */
export const engine: Contestant = {
  name: 'leaseline',
  keeps: 'slots',
  open: (slots, clock, random) => leaseEngine({ slots, clock, random }),
};

const asked = 8;
const mostOperations = 7;

/** The usual design: an index by the end of the lease; ask it for the oldest few, and write the first that is still free. */
export const indexed: Contestant = {
  name: 'index',
  keeps: 'indexed slots',
  open: (store, clock) => ({
    noteSlot: () => undefined,
    async allocate({ pool, lease, visitor, visit }) {
      const times = leaseTimes(pool);
      for (let operations = 0; operations < mostOperations; ) {
        const oldest = await store.oldest(pool.id, asked, clock());
        operations += 1;
        if (oldest.length === 0) return { kind: 'exhausted' };
        for (const slot of oldest.slice(0, mostOperations - operations)) {
          const now = clock();
          const until = unconfirmedUntil(times, now);
          operations += 1;
          const outcome = await store.allocate(slot, { lease, visitor, visit, now, until, confirmed: false });
          if (outcome.kind === 'taken') return { ...outcome, kind: 'leased' };
        }
      }
      return { kind: 'exhausted' };
    },
  }),
};
