import type { Table } from '../platform/table.ts';
import type { SessionPool } from '../settings/pool.ts';
import type { Allocation, AllocationRequest, Allocator } from './allocator.ts';
import { freeSlots, pickSlot } from './free-slots.ts';
import { leaseTimes, unconfirmedUntil } from './lease-times.ts';
import type { Slot } from './slot.ts';
import { allocateSlot, readShard } from './slot-store.ts';

export interface AllocatorParts {
  readonly leases: Table;
  /** ms since 1970. */
  readonly clock: () => number;
  /** In [0, 1). */
  readonly random: () => number;
}

/**
 * Each round reads and writes. A lost write means that somebody else won, so three rounds and a last read nearly always
 * do; in a crowd we go on while reads show free numbers, rather than say that there is none. This is only the end of it.
 */
const mostRounds = 20;

/** Reads the pool, writes a random one of its free slots, and reads again after a lost write. Remembers nothing. */
export function readingAllocator({ leases, clock, random }: AllocatorParts): Allocator {
  return async (request) => {
    const times = leaseTimes(request.pool);
    const met = new Map<string, Slot>();
    for (let round = 0; round < mostRounds; round++) {
      const isCrowded = round > 0;
      const shards = shuffled([...request.pool.shards.keys()], random);
      const slots = await readUntilReady(request.pool, shards, isCrowded);
      const now = clock();
      // A read may be older than the slot that a lost write met.
      const known = slots.map((slot) => later(slot, met.get(slot.number)));
      const slot = pickSlot(freeSlots(known, times, now), isCrowded, random());
      if (slot === undefined) return { kind: 'exhausted' };
      const outcome = await allocateSlot(leases, slot, {
        ...holderOf(request),
        now,
        until: unconfirmedUntil(times, now),
        confirmed: times.probationMs === 0,
      });
      if (outcome.kind === 'taken') return leased(outcome);
      if (outcome.kind !== 'missing') met.set(slot.number, outcome.by);
    }
    return { kind: 'exhausted' };
  };

  /** One shard, as a rule; all of them when that one has nothing that may be given out before all others. */
  async function readUntilReady(pool: SessionPool, shards: readonly number[], consistent: boolean): Promise<Slot[]> {
    const [first, ...others] = shards;
    if (first === undefined) return [];
    const slots = await readShard(leases, pool.id, first, consistent);
    if (others.length === 0 || freeSlots(slots, leaseTimes(pool), clock()).ready.length > 0) return slots;
    const rest = await Promise.all(others.map((shard) => readShard(leases, pool.id, shard, consistent)));
    return [...slots, ...rest.flat()];
  }
}

function holderOf({ lease, visitor, visit }: AllocationRequest) {
  return { lease, visitor, visit };
}

function leased({ slot, previous }: { readonly slot: Slot; readonly previous?: Slot }): Allocation {
  return { kind: 'leased', slot, ...(previous && { previous }) };
}

function later(read: Slot, met: Slot | undefined): Slot {
  return met !== undefined && met.leasedUntil >= read.leasedUntil ? met : read;
}

function shuffled(shards: readonly number[], random: () => number): number[] {
  return shards
    .map((shard) => ({ shard, place: random() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ shard }) => shard);
}
