import { clockGuardMs } from '../slots/lease-times.ts';
import { policy } from './allocation-policy.ts';
import type { KnownShard } from './slot-cache.ts';

/**
 * Until when none of these shards can have a free slot: leases only get longer, so that is true until the earliest end
 * that is known. Believed for 30 s after the read at the most, because numbers are added. A time that has passed says
 * nothing; shards without numbers are always full.
 */
export function fullUntil(shards: readonly KnownShard[]): number {
  return Math.min(...shards.map(shardFullUntil));
}

function shardFullUntil({ readAt, mustRead, slots }: KnownShard): number {
  if (mustRead) return 0;
  let until = readAt + policy.longestFullMs;
  for (const slot of slots.values()) {
    if (slot.state === 'live') until = Math.min(until, slot.leasedUntil + clockGuardMs);
  }
  return until;
}
