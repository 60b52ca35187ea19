import { policy } from './allocation-policy.ts';
import type { Slot } from './slot.ts';

/** As much of a slot as choosing one takes. Times in ms since 1970. */
export type SlotView = Pick<Slot, 'state' | 'leasedUntil' | 'shownAt' | 'confirmed' | 'lease'> & {
  readonly number: string;
};

/** `isOwn`: this container leased it last, so nobody else is likely to have taken it since. */
export type KnownSlot = SlotView & { readonly isOwn: boolean };

/**
 * What one container knows of one shard. It is a memory, not the truth: only the conditional write decides. As leases
 * only grow, a slot is held at least as long as is known here.
 */
export interface KnownShard {
  readonly shard: number;
  readonly slots: Map<string, KnownSlot>;
  /** When the last read began; undefined when there was none that still counts. */
  readAt: number | undefined;
  /** Leases by this container since then. */
  leasesSince: number;
  /** After so many of them it is worth reading again. */
  leasesPerRead: number;
  /** The last read found no lease by anybody else since the one before. */
  isQuiet: boolean;
}

export function unknownShard(shard: number): KnownShard {
  return { shard, slots: new Map(), readAt: undefined, leasesSince: 0, leasesPerRead: 1, isQuiet: false };
}

/** Takes in a read that began at `readAt`. What a write told since, the read may not know yet. */
export function noteRead(known: KnownShard, views: readonly SlotView[], readAt: number): void {
  const isFirst = known.slots.size === 0;
  let others = 0;
  const before = new Map(known.slots);
  known.slots.clear();
  for (const view of views) {
    const had = before.get(view.number);
    const isOlder = had !== undefined && had.leasedUntil > view.leasedUntil;
    const now = isOlder ? { ...had, state: view.state } : view;
    if (had !== undefined && now.shownAt > had.shownAt) others += 1;
    known.slots.set(view.number, { ...now, isOwn: had?.isOwn === true && had.lease === now.lease });
  }
  known.isQuiet = !isFirst && others === 0;
  known.leasesPerRead = known.isQuiet
    ? Math.min(known.leasesPerRead * 2, policy.leasesPerQuietRead)
    : usualLeasesPerRead(known, isFirst);
  known.readAt = readAt;
  known.leasesSince = 0;
}

/** The first read tells nothing about others: the second comes soon. */
function usualLeasesPerRead({ slots }: KnownShard, isFirst: boolean): number {
  if (isFirst) return 1;
  return slots.size > policy.largeShard ? policy.leasesPerLargeRead : policy.leasesPerRead;
}

/** This container has leased the slot. */
export function noteOwnLease(known: KnownShard, slot: SlotView): void {
  known.slots.set(slot.number, { ...viewOf(slot), isOwn: true });
  known.leasesSince += 1;
}

/** Some answer told how the slot is now: who holds it, or that it is off. */
export function noteSlot(known: KnownShard, slot: SlotView): void {
  const had = known.slots.get(slot.number);
  if (had !== undefined && had.leasedUntil > slot.leasedUntil) return;
  known.slots.set(slot.number, { ...viewOf(slot), isOwn: had?.isOwn === true && had.lease === slot.lease });
}

function viewOf({ number, state, leasedUntil, shownAt, confirmed, lease }: SlotView): SlotView {
  return { number, state, leasedUntil, shownAt, confirmed, lease };
}
