import { policy } from './allocation-policy.ts';
import type { FreeSlots } from './free-slots.ts';
import type { KnownShard, KnownSlot } from './slot-cache.ts';

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
  /** Writes lost to others. */
  readonly lost: number;
  /** The shard was read after the last lost write, if any, and for this visitor. */
  readonly isJustRead: boolean;
  /** Many ask at once, as far as this container has noticed. */
  readonly isCrowded: boolean;
  /** The container's first visitor in this pool. */
  readonly isCold: boolean;
}

/**
 * Its own slots first, the oldest of them; slots of others only from a fresh view, and then one of several, because
 * other containers look at the same ones. Who has lost a write, or is in a crowd, reads and takes any.
 */
export function chooseSlot(known: KnownShard, free: FreeSlots, attempt: Attempt): Choice {
  const { readAt } = known;
  if (readAt === undefined) return { kind: 'read' };
  if (isNone(free)) return isKnownFull(readAt, attempt) ? { kind: 'none' } : { kind: 'read' };
  if (attempt.lost > 0 && !attempt.isJustRead) return { kind: 'read' };
  const isFresh = attempt.isJustRead || hasFreshView(known, attempt.now);
  const [oldestOwn] = free.own;
  if (attempt.lost > 0 || (attempt.isCrowded && oldestOwn === undefined)) return takeAny(free, attempt, isFresh);
  if (oldestOwn !== undefined) return take(isFresh ? ownOrLongIdle(known, oldestOwn, free.others, attempt) : oldestOwn);
  if (!isFresh) return { kind: 'read' };
  const isAlone = known.isQuiet && !attempt.isCold;
  const spread = attempt.isCold
    ? Math.max(policy.oldestFree, free.others.length * policy.coldShare)
    : policy.oldestFree;
  const chosen = oneOf(free.others, isAlone ? 1 : spread, attempt.random);
  return chosen === undefined ? takeUnconfirmed(free, attempt, false) : take(chosen);
}

/** Leases only grow: what was held at the last read is held still, until it ends. Not believed for ever: slots come to a pool. */
function isKnownFull(readAt: number, { isJustRead, now }: Attempt): boolean {
  return isJustRead || now - readAt < policy.longestFullMs;
}

function isNone({ own, others, unconfirmed }: FreeSlots): boolean {
  return own.length + others.length + unconfirmed.length === 0;
}

/** Nobody else is likely to have changed much since the last read. */
function hasFreshView({ readAt, leasesSince, isQuiet }: KnownShard, now: number): boolean {
  if (readAt === undefined) return false;
  return isQuiet ? now - readAt < policy.quietMs : leasesSince <= 1 && now - readAt < policy.longestFullMs;
}

/** Slots that nobody uses come back into use, and use spreads over the whole shard. */
function ownOrLongIdle(
  { isQuiet }: KnownShard,
  oldestOwn: KnownSlot,
  others: readonly KnownSlot[],
  { now, random }: Attempt,
): KnownSlot {
  const ratio = isQuiet ? 1 : policy.idleRatio;
  const longIdle = others.filter(({ shownAt }) => now - shownAt > ratio * (now - oldestOwn.shownAt));
  return oneOf(longIdle, isQuiet ? 1 : policy.oldestIdle, random) ?? oldestOwn;
}

function takeAny(free: FreeSlots, attempt: Attempt, isFresh: boolean): Choice {
  if (!isFresh) return { kind: 'read' };
  const ready = [...free.own, ...free.others];
  const chosen = oneOf(ready, ready.length, attempt.random);
  return chosen === undefined ? takeUnconfirmed(free, attempt, true) : take(chosen);
}

function takeUnconfirmed({ unconfirmed }: FreeSlots, { random }: Attempt, isAny: boolean): Choice {
  const slot = oneOf(unconfirmed, isAny ? unconfirmed.length : 1, random);
  return slot === undefined ? { kind: 'none' } : { kind: 'take', slot, isUnconfirmed: true };
}

/** One of the first `count`; undefined when there is none. */
function oneOf(slots: readonly KnownSlot[], count: number, random: number): KnownSlot | undefined {
  return slots[Math.floor(random * Math.min(slots.length, count))];
}

function take(slot: KnownSlot): Choice {
  return { kind: 'take', slot, isUnconfirmed: false };
}
