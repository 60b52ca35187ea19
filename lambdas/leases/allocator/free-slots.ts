import { clockGuardMs, type LeaseTimes } from '../slots/lease-times.ts';
import type { KnownSlot } from './slot-cache.ts';

/** The slots that can be given out now, as far as is known; each list oldest first. */
export interface FreeSlots {
  /** This container leased them last, and nobody needs them any more. */
  readonly own: readonly KnownSlot[];
  /** The others that nobody needs any more. */
  readonly others: readonly KnownSlot[];
  /** Shown to somebody who gave no sign of life, and whose lease time is not over yet: given out last. */
  readonly unconfirmed: readonly KnownSlot[];
}

/** Sorts the slots whose lease is over at `now` (ms) by who leased them last and whether anybody may still call. */
export function freeSlots(slots: Iterable<KnownSlot>, { leaseMs }: LeaseTimes, now: number): FreeSlots {
  const free = { own: new Array<KnownSlot>(), others: new Array<KnownSlot>(), unconfirmed: new Array<KnownSlot>() };
  for (const slot of slots) {
    if (slot.state === 'off' || slot.leasedUntil >= now - clockGuardMs) continue;
    const mayStillCall = !slot.confirmed && slot.shownAt + leaseMs >= now - clockGuardMs;
    if (mayStillCall) free.unconfirmed.push(slot);
    else if (slot.isOwn) free.own.push(slot);
    else free.others.push(slot);
  }
  return { own: free.own.sort(byAge), others: free.others.sort(byAge), unconfirmed: free.unconfirmed.sort(byAge) };
}

function byAge(left: KnownSlot, right: KnownSlot): number {
  return left.shownAt - right.shownAt;
}
