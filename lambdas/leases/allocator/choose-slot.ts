import { policy } from './allocation-policy.ts';
import type { FreeSlots } from './free-slots.ts';
import { type KnownShard, type KnownSlot, othersSince } from './slot-cache.ts';

/** The next operation on a shard: write this slot, read the shard first, or nothing: none is free. */
export type Choice =
  | {
      readonly kind: 'take';
      readonly slot: KnownSlot;
      /** Somebody may still call it: only if there is no other in the pool. */
      readonly isUnconfirmed: boolean;
    }
  | { readonly kind: 'read' }
  | { readonly kind: 'none' };

/** What has happened so far on the way to one visitor's number. */
export interface Attempt {
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
  /** Writes lost to others, in this shard. */
  readonly lost: number;
  /** The shard was read for this visitor, and after the last lost write. */
  readonly isJustRead: boolean;
  /** There will be no other operation for this visitor. */
  readonly isLast: boolean;
  /** Many ask at once, as far as this container has noticed. */
  readonly isCrowded: boolean;
  /** The container's first visitor in this pool: others may be starting at the same moment. */
  readonly isCold: boolean;
}

/**
 * Its own slots first, the oldest of them, so that containers keep out of each other's way; slots of others only from a
 * view that is likely to hold still. When it is not, the shard is read first.
 */
export function chooseSlot(known: KnownShard, free: FreeSlots, attempt: Attempt): Choice {
  if (known.mustRead) return { kind: 'read' };
  const slot = wantedSlot(known, free, attempt);
  if (slot === undefined) return isStillFull(known, attempt) ? { kind: 'none' } : { kind: 'read' };
  const isSure =
    attempt.isJustRead || attempt.isLast || (attempt.lost === 0 && isLikelyFree(known, free, slot, attempt));
  if (!isSure) return { kind: 'read' };
  return { kind: 'take', slot, isUnconfirmed: free.unconfirmed.includes(slot) };
}

/** Leases only grow: what was held at the last read is held still. Not believed for ever: slots come to a pool. */
function isStillFull({ readAt }: KnownShard, { isJustRead, now }: Attempt): boolean {
  return isJustRead || now - readAt < policy.longestFullMs;
}

function wantedSlot(known: KnownShard, free: FreeSlots, attempt: Attempt): KnownSlot | undefined {
  const [oldestOwn] = free.own;
  const isContested = attempt.isCrowded && (attempt.lost > 0 || oldestOwn === undefined);
  if (isContested) return any([...free.own, ...free.others], attempt) ?? any(free.unconfirmed, attempt);
  if (oldestOwn !== undefined) return longIdle(known, free, oldestOwn, attempt) ?? oldestOwn;
  return oneOfOldest(known, free.others, attempt) ?? free.unconfirmed[0];
}

/** A slot of others that has been idle for longer than the oldest own one: so none stays unused, and use spreads. */
function longIdle(known: KnownShard, free: FreeSlots, oldestOwn: KnownSlot, attempt: Attempt): KnownSlot | undefined {
  const { isQuiet } = known.others;
  const ratio = isQuiet ? 1 : policy.idleRatio;
  const idle = free.others.filter(({ shownAt }) => attempt.now - shownAt > ratio * (attempt.now - oldestOwn.shownAt));
  const slot = oneOfOldest(known, idle, attempt);
  // Where nobody else is about, one read tells of all; elsewhere its own will do.
  const isWorthIt = isQuiet || attempt.isJustRead || (slot !== undefined && isLikelyFree(known, free, slot, attempt));
  return isWorthIt ? slot : undefined;
}

/** How many leases others have made since the slot was seen free, against how many slots they had to choose from. */
function isLikelyFree(known: KnownShard, { own, others }: FreeSlots, slot: KnownSlot, { now }: Attempt): boolean {
  if (known.others.isQuiet) return slot.isOwn || now - known.readAt < policy.quietMs;
  const ownDoubt = known.slots.size > policy.largeShard ? policy.ownDoubtInLarge : policy.ownDoubt;
  const doubt = slot.isOwn ? ownDoubt : policy.othersDoubt;
  return othersSince(known, slot.leasedUntil, now) < doubt * (own.length + others.length);
}

/** The oldest; one of several when other containers are likely to be looking at the same ones. */
function oneOfOldest(known: KnownShard, slots: readonly KnownSlot[], attempt: Attempt): KnownSlot | undefined {
  const half = Math.ceil(slots.length / 2);
  if (attempt.isCold) return any(slots.slice(0, half), attempt);
  const isAlone = othersSince(known, 0, attempt.now) < policy.othersAreNear;
  return any(slots.slice(0, isAlone ? 1 : Math.min(half, policy.oldestFew)), attempt);
}

function any(slots: readonly KnownSlot[], { random }: Attempt): KnownSlot | undefined {
  return slots[Math.floor(random * slots.length)];
}
