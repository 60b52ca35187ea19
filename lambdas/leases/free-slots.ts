import { clockGuardMs, type LeaseTimes } from './lease-times.ts';
import type { Slot } from './slot.ts';

/** The slots that can be given out now. */
export interface FreeSlots {
  /** Nobody is known to need these any more. */
  readonly ready: readonly Slot[];
  /** Shown to somebody who gave no sign of life, and whose lease time is not over yet: given out last, oldest first. */
  readonly unconfirmed: readonly Slot[];
}

export function freeSlots(slots: readonly Slot[], times: LeaseTimes, now: number): FreeSlots {
  const free = slots.filter(({ state, leasedUntil }) => state === 'live' && leasedUntil < now - clockGuardMs);
  const mayStillCall = ({ confirmed, shownAt }: Slot) => !confirmed && now < shownAt + times.leaseMs;
  return {
    ready: free.filter((slot) => !mayStillCall(slot)),
    unconfirmed: free.filter(mayStillCall).toSorted((left, right) => left.shownAt - right.shownAt),
  };
}

/**
 * The slot to try. Among those that are ready any one, so that visitors who ask at once do not meet; of the unconfirmed
 * the oldest, and after a lost write (`isCrowded`) any, for the same reason. `random` is in [0, 1).
 */
export function pickSlot({ ready, unconfirmed }: FreeSlots, isCrowded: boolean, random: number): Slot | undefined {
  if (ready.length > 0) return ready[Math.floor(random * ready.length)];
  return unconfirmed[isCrowded ? Math.floor(random * unconfirmed.length) : 0];
}
