import type { Slot } from './slot.ts';

/** How many of a pool's numbers are in which state: `size = held + free + resting`. */
export interface PoolStatus {
  readonly size: number;
  /** Leased to a visitor now, on probation or not. */
  readonly held: number;
  readonly free: number;
  /** Those of `held` that are on probation: no human signal yet. */
  readonly unconfirmed: number;
  /** Free only later, though nobody holds them: the last holder withdrew, had the number in another pool, or had their time. */
  readonly resting: number;
}

export type SlotState = 'held' | 'probation' | 'resting' | 'free';

/** What a live slot does at a time (ms). `restMs`: so long at its end a lease is a rest; of pools whose numbers rest after each holder. */
export function slotState(slot: Slot, now: number, restMs = 0): SlotState {
  if (slot.leasedUntil <= now) return 'free';
  if (slot.visitor === undefined || slot.leasedUntil - restMs <= now) return 'resting';
  return slot.confirmed ? 'held' : 'probation';
}

/** Sums up a pool's slots; those that are off are not the pool's any more. */
export function poolStatus(slots: readonly Slot[], now: number, restMs = 0): PoolStatus {
  const states = slots.filter(({ state }) => state === 'live').map((slot) => slotState(slot, now, restMs));
  const count = (wanted: SlotState) => states.filter((state) => state === wanted).length;
  const unconfirmed = count('probation');
  return {
    size: states.length,
    held: count('held') + unconfirmed,
    free: count('free'),
    unconfirmed,
    resting: count('resting'),
  };
}

/** When the next number is free, ms, while none is; undefined where one is, or there is none at all. */
export function nextFreeAt(slots: readonly Slot[], now: number): number | undefined {
  const ends = slots.filter(({ state }) => state === 'live').map(({ leasedUntil }) => leasedUntil);
  const next = Math.min(...ends);
  return ends.length > 0 && next > now ? next : undefined;
}
