import type { SessionPool } from '../../settings/pools/pool.ts';
import { policy } from './allocation-policy.ts';
import { type KnownShard, unknownShard } from './slot-cache.ts';

/** What one container knows of one pool. */
export interface PoolMemory {
  /** One for each shard that has been given slots. */
  shards: KnownShard[];
  /** No number is free before that, ms. */
  fullUntil: number;
  /** Many visitors were there at once until a short time ago, ms. */
  crowdedUntil: number;
  /** Nothing has been leased yet. */
  isCold: boolean;
  /** The pool's numbers as its settings count them. */
  counted: string;
}

/** One container's memory, by pool and shard. */
export interface PoolMemories {
  /** When a pool's numbers have changed, what was known to be full is read again. */
  readonly of: (pool: SessionPool) => PoolMemory;
  /** What is known of a shard; undefined if it was never asked about. */
  readonly shard: (pool: string, shard: number) => KnownShard | undefined;
}

/** One container's memory of pools. */
export function poolMemories(): PoolMemories {
  const memories = new Map<string, PoolMemory>();
  return {
    of(pool) {
      const counted = `${pool.size} ${pool.shards.join(' ')}`;
      const known = memories.get(pool.id);
      if (known?.counted === counted) return known;
      const memory: PoolMemory = {
        crowdedUntil: known?.crowdedUntil ?? 0,
        isCold: known?.isCold ?? true,
        fullUntil: 0,
        counted,
        shards: pool.shards.flatMap((given, shard) => (given > 0 ? [unread(known?.shards, shard)] : [])),
      };
      memories.set(pool.id, memory);
      return memory;
    },
    shard: (pool, shard) => memories.get(pool)?.shards.find((known) => known.shard === shard),
  };
}

function unread(shards: readonly KnownShard[] | undefined, shard: number): KnownShard {
  const known = shards?.find((former) => former.shard === shard) ?? unknownShard(shard);
  known.mustRead = true;
  return known;
}

/** Which shard is worth a read while something else is written anyway: one never read, else the one just leased from. */
export function shardToRead({ shards }: PoolMemory, leasedFrom: KnownShard): KnownShard | undefined {
  const unread = shards.find(({ mustRead }) => mustRead);
  return unread ?? (leasedFrom.leasesSince >= leasedFrom.leasesPerRead ? leasedFrom : undefined);
}

/** Whether many visitors are there at once. */
export function isCrowded({ crowdedUntil }: PoolMemory, now: number): boolean {
  return now < crowdedUntil;
}

/** A write was lost against a lease that began at `shownAt`: only just, in a crowd. */
export function noteLostWrite(memory: PoolMemory, shownAt: number, now: number): void {
  if (now - shownAt < policy.crowdMs) memory.crowdedUntil = now + policy.crowdStaysMs;
}
