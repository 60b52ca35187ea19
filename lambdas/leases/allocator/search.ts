import type { LeaseTimes } from '../slots/lease-times.ts';
import { firstShard, nextShard, readyShard } from './choose-shard.ts';
import { type Attempt, type Choice, chooseSlot } from './choose-slot.ts';
import { freeSlots } from './free-slots.ts';
import { isCrowded, type PoolMemory } from './pool-memory.ts';
import type { KnownShard } from './slot-cache.ts';

/** One visitor's way to a number of a pool: what has happened so far. */
export interface Search {
  readonly memory: PoolMemory;
  readonly times: LeaseTimes;
  /** It is the first search of this container in this pool. */
  readonly isCold: boolean;
  /** Shards that have nothing free. */
  readonly done: Set<KnownShard>;
  /** Shards that have nothing but numbers that somebody may still call. */
  readonly spared: Set<KnownShard>;
  /** The one at hand. */
  shard: KnownShard | undefined;
  /** Writes lost to others there. */
  lost: number;
  /** It was read for this visitor, and after the last lost write. */
  isJustRead: boolean;
}

export type Step = Exclude<Choice, { kind: 'none' }> & { readonly shard: KnownShard };

/** A search at its beginning, in the shard that looks best. */
export function startSearch(memory: PoolMemory, times: LeaseTimes, now: number, random: () => number): Search {
  const { isCold } = memory;
  memory.isCold = false;
  const shard = firstShard(memory.shards, { times, now }, random);
  return { memory, times, isCold, done: new Set(), spared: new Set(), shard, lost: 0, isJustRead: false };
}

/** The next operation; undefined when no shard has anything free. With `isLast` there will be no other. */
export function nextStep(search: Search, now: number, random: () => number, isLast: boolean): Step | undefined {
  const { times, done, spared } = search;
  const { shards } = search.memory;
  while (search.shard !== undefined) {
    const { shard } = search;
    const choice = chooseSlot(
      shard,
      freeSlots(shard.slots.values(), times, now),
      attempt(search, now, random(), isLast),
    );
    if (choice.kind === 'none') {
      done.add(shard);
      goTo(search, nextShard(shards, done, { times, now }));
      continue;
    }
    const isLastResort = choice.kind === 'take' && choice.isUnconfirmed && !isLast && !spared.has(shard);
    if (!isLastResort) return { ...choice, shard };
    spared.add(shard);
    const better =
      readyShard(shards, new Set([...done, ...spared]), { times, now }) ?? nextShard(shards, done, { times, now });
    if (better === shard) return { ...choice, shard };
    goTo(search, better);
  }
  return undefined;
}

function attempt({ memory, lost, isJustRead, isCold }: Search, now: number, random: number, isLast: boolean): Attempt {
  return { now, random, lost, isJustRead, isLast, isCold, isCrowded: isCrowded(memory, now) };
}

function goTo(search: Search, shard: KnownShard | undefined): void {
  search.shard = shard;
  search.lost = 0;
  search.isJustRead = false;
}
