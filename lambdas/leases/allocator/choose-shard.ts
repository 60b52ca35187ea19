import type { LeaseTimes } from '../slots/lease-times.ts';
import { freeSlots } from './free-slots.ts';
import type { KnownShard } from './slot-cache.ts';

/** What a shard has to offer, best first. One that was never read may have anything. */
const rank = { ready: 0, unread: 1, unconfirmed: 2, nothing: 3 } as const;

interface Prospect {
  readonly shard: KnownShard;
  readonly rank: (typeof rank)[keyof typeof rank];
  /** When the slot that would be taken was shown last, ms. */
  readonly shownAt: number;
}

/** The moment for which shards are compared, and the times of the pool's leases. */
export interface At {
  readonly times: LeaseTimes;
  readonly now: number;
}

/**
 * Where to look first: of two shards at random the one whose slot has been idle for longer, its own before others'.
 * One that was never read comes after one that has a slot: it gets read beside other work.
 */
export function firstShard(shards: readonly KnownShard[], at: At, random: () => number): KnownShard | undefined {
  if (shards.length < 2) return shards[0];
  const first = Math.floor(random() * shards.length);
  const second = (first + 1 + Math.floor(random() * (shards.length - 1))) % shards.length;
  return bestOf(
    [first, second].flatMap((index) => shards[index] ?? []),
    at,
  )?.shard;
}

/** The best of the shards, `except` some. */
export function nextShard(shards: readonly KnownShard[], except: ReadonlySet<KnownShard>, at: At) {
  return bestOf(without(shards, except), at)?.shard;
}

/** The best of them that has a slot which nobody needs any more, or may have one. */
export function readyShard(shards: readonly KnownShard[], except: ReadonlySet<KnownShard>, at: At) {
  const best = bestOf(without(shards, except), at);
  return best !== undefined && best.rank <= rank.unread ? best.shard : undefined;
}

function without(shards: readonly KnownShard[], except: ReadonlySet<KnownShard>): KnownShard[] {
  return shards.filter((shard) => !except.has(shard));
}

function bestOf(shards: readonly KnownShard[], at: At): Prospect | undefined {
  return shards
    .map((shard) => prospect(shard, at))
    .sort((one, other) => one.rank - other.rank || one.shownAt - other.shownAt)[0];
}

function prospect(shard: KnownShard, { times, now }: At): Prospect {
  if (shard.mustRead) return { shard, rank: rank.unread, shownAt: 0 };
  const { own, others, unconfirmed } = freeSlots(shard.slots.values(), times, now);
  const ready = own[0] ?? others[0];
  if (ready !== undefined) return { shard, rank: rank.ready, shownAt: ready.shownAt };
  const [lastResort] = unconfirmed;
  if (lastResort !== undefined) return { shard, rank: rank.unconfirmed, shownAt: lastResort.shownAt };
  return { shard, rank: rank.nothing, shownAt: 0 };
}
