import { leaseTimes, unconfirmedUntil } from '../slots/lease-times.ts';
import type { SlotKey } from '../slots/slot.ts';
import type { Allocated, NewHolder } from '../slots/slot-transitions-store.ts';
import { policy } from './allocation-policy.ts';
import type { Allocation, AllocationRequest, Allocator, NoteSlot } from './allocator.ts';
import { fullUntil } from './full-until.ts';
import { noteLostWrite, type PoolMemory, poolMemories, shardToRead } from './pool-memory.ts';
import { nextStep, type Search, type Step, startSearch } from './search.ts';
import { type KnownShard, noteOwnLease, noteRead, noteSlot, type SlotView } from './slot-cache.ts';

/** The slots as the table has them. Each call is one operation. */
export interface Slots {
  readonly allocate: (key: SlotKey, holder: NewHolder) => Promise<Allocated>;
  /** All slots of a shard. */
  readonly read: (pool: string, shard: number, how: { readonly isConsistent: boolean }) => Promise<SlotView[]>;
}

/** What the engine takes from outside: slots, time and chance. */
export interface EngineDependencies {
  readonly slots: Slots;
  /** ms since 1970. */
  readonly clock: () => number;
  /** In [0, 1). */
  readonly random: () => number;
}

/** Leases numbers by what this container remembers of each pool: a warm one writes once, and reads beside other work. */
export function leaseEngine(dependencies: EngineDependencies): {
  readonly allocate: Allocator;
  readonly noteSlot: NoteSlot;
} {
  const memories = poolMemories();
  return {
    allocate: (request) => allocate(dependencies, memories.of(request.pool), request),
    noteSlot(slot) {
      const known = memories.shard(slot.pool, slot.shard);
      if (known !== undefined) noteSlot(known, slot);
    },
  };
}

async function allocate(
  dependencies: EngineDependencies,
  memory: PoolMemory,
  request: AllocationRequest,
): Promise<Allocation> {
  const { clock, random } = dependencies;
  const started = clock();
  if (started < memory.fullUntil) return { kind: 'exhausted' };
  const search = startSearch(memory, leaseTimes(request.pool), started, random);
  for (let operations = 0; operations < policy.mostOperations; operations++) {
    const step = nextStep(search, clock(), random, operations === policy.mostOperations - 1);
    if (step === undefined) {
      memory.fullUntil = fullUntil(memory.shards);
      return { kind: 'exhausted' };
    }
    if (step.kind === 'read') {
      await look(dependencies, request.pool.id, step.shard, search.lost > 0);
      search.isJustRead = true;
    } else {
      const allocation = await take(dependencies, search, step, request);
      if (allocation !== undefined) return allocation;
    }
  }
  return { kind: 'exhausted' };
}

/** Reads a shard. Who has just lost a write needs to see it: that read is consistent. */
async function look({ slots, clock }: EngineDependencies, pool: string, known: KnownShard, isConsistent: boolean) {
  const readAt = clock();
  noteRead(known, await slots.read(pool, known.shard, { isConsistent }), readAt);
}

/** Tries to lease the slot; undefined when somebody else was quicker, or it is no longer in the pool. */
async function take(
  dependencies: EngineDependencies,
  search: Search,
  { shard, slot: { number } }: Extract<Step, { kind: 'take' }>,
  { pool, lease, visitor, visit }: AllocationRequest,
): Promise<Allocation | undefined> {
  const { memory, times } = search;
  const now = dependencies.clock();
  const outcome = await dependencies.slots.allocate(
    { pool: pool.id, shard: shard.shard, number },
    { lease, visitor, visit, now, until: unconfirmedUntil(times, now), confirmed: times.probationMs === 0 },
  );
  if (outcome.kind === 'taken') {
    noteOwnLease(shard, outcome.slot);
    const toRead = shardToRead(memory, shard);
    // What this container remembers is no worth an error to a visitor who has got their number.
    const lookAgain = toRead && (() => look(dependencies, pool.id, toRead, false).catch(() => undefined));
    return { ...outcome, kind: 'leased', ...(lookAgain && { lookAgain }) };
  }
  search.lost += 1;
  search.isJustRead = false;
  if (outcome.kind === 'missing') shard.slots.delete(number);
  else {
    noteSlot(shard, outcome.by);
    if (outcome.kind === 'held') noteLostWrite(memory, outcome.by.shownAt, now);
  }
  return undefined;
}
