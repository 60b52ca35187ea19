import type { Slot } from '../slots/slot.ts';
import { policy } from './allocation-policy.ts';
import { type Contention, expectedOthers, noContention, observed } from './contention-estimate.ts';

/** As much of a slot as choosing one takes. Times in ms since 1970. */
export type SlotView = Pick<Slot, 'state' | 'leasedUntil' | 'shownAt' | 'confirmed' | 'lease'> & {
  readonly number: string;
};

/** `isOwn`: this container leased it last, and others take their own before they take it. */
export type KnownSlot = SlotView & { readonly isOwn: boolean };

/**
 * What one container knows of one shard. It is a memory, not the truth: only the conditional write decides. As leases
 * only grow, a slot is held at least as long as is known here.
 */
export interface KnownShard {
  readonly shard: number;
  readonly slots: Map<string, KnownSlot>;
  /** When the last read began; 0 before the first. */
  readAt: number;
  /** It was never read, or its numbers have changed since. */
  mustRead: boolean;
  /** Leases by this container since the last read. */
  leasesSince: number;
  /** After so many of them it is worth reading again. */
  leasesPerRead: number;
  others: Contention;
}

/** A shard that was never read. */
export function unknownShard(shard: number): KnownShard {
  return { shard, slots: new Map(), readAt: 0, mustRead: true, leasesSince: 0, leasesPerRead: 1, others: noContention };
}

/** Takes in a read that began at `readAt`. What a write told since, the read may not know yet. */
export function noteRead(known: KnownShard, views: readonly SlotView[], readAt: number): void {
  const isFirst = known.readAt === 0;
  const before = new Map(known.slots);
  let byOthers = 0;
  known.slots.clear();
  for (const view of views) {
    const had = before.get(view.number);
    const now = had !== undefined && had.leasedUntil > view.leasedUntil ? { ...had, state: view.state } : view;
    if (had !== undefined && now.shownAt > had.shownAt) byOthers += 1;
    known.slots.set(view.number, { ...now, isOwn: isStillOwn(had, now) });
  }
  // The first read tells nothing about others: the second comes soon.
  if (!isFirst) known.others = observed(known.others, byOthers, readAt - known.readAt);
  known.leasesPerRead = isFirst ? 1 : leasesPerRead(known);
  known.leasesSince = 0;
  known.readAt = readAt;
  known.mustRead = false;
}

function leasesPerRead({ slots, others, leasesPerRead }: KnownShard): number {
  if (others.isQuiet) return Math.min(leasesPerRead * 2, policy.leasesPerQuietRead);
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
  if (had !== undefined && slot.shownAt > had.shownAt) known.others = observed(known.others, 1, 0);
  known.slots.set(slot.number, { ...viewOf(slot), isOwn: isStillOwn(had, slot) });
}

/** How many leases others are likely to have made since then, ms; only as far as the last read cannot know. */
export function othersSince({ others, readAt }: KnownShard, from: number, now: number): number {
  return expectedOthers(others, now - Math.max(from, readAt));
}

function isStillOwn(had: KnownSlot | undefined, now: SlotView): boolean {
  return had?.isOwn === true && had.lease === now.lease;
}

function viewOf({ number, state, leasedUntil, shownAt, confirmed, lease }: SlotView): SlotView {
  return { number, state, leasedUntil, shownAt, confirmed, lease };
}
