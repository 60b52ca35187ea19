import type { StoredThrottle } from '../../settings/destinations/destination-pause.ts';
import type { Abilities } from '../destinations/destination.ts';
import { longestPause } from '../schedule.ts';

/** Where a destination does not say how much it takes, five a second are sent after it had too much. */
const usualSlotMs = 200;

/** Slower than this it never gets, ms. */
const slowestSlotMs = 60_000;

/** Seconds to leave a destination alone that has too much to do, and does not say for how long. */
export const usualPauseSeconds = 60;

/** After so long without anybody waiting it begins anew with its usual rate, ms. */
const quietMs = 600_000;

/**
 * The earliest time (ms) that an attempt may ask to be sent at; undefined if it may be sent now. `ownSlot`: the time that this execution was
 * given before.
 */
export function slotFloor(
  { throttledUntil = 0, nextSlot = 0 }: StoredThrottle,
  now: number,
  ownSlot: number | undefined,
): number | undefined {
  if (throttledUntil > now) return throttledUntil;
  const isQueueEmpty = nextSlot <= now;
  const isItsTurn = ownSlot !== undefined && ownSlot <= now;
  return isQueueEmpty || isItsTurn ? undefined : now;
}

/** How far apart things are sent while some wait, ms. */
export function slotLength({ slotMs }: StoredThrottle, { rate }: Pick<Abilities, 'rate'>): number {
  return slotMs ?? (rate === undefined ? usualSlotMs : Math.ceil((rate.perSeconds * 1000) / rate.requests));
}

/** What follows for all who send to a destination from its saying that it has too much to do: half as fast if it was slowed down already. */
export function slowDown(
  before: StoredThrottle,
  can: Pick<Abilities, 'rate'>,
  { now, afterSeconds = usualPauseSeconds }: { readonly now: number; readonly afterSeconds?: number | undefined },
): { readonly until: number; readonly slotMs: number } {
  const isSlowedDown = before.nextSlot !== undefined && before.nextSlot > now - quietMs;
  const slotMs = isSlowedDown ? Math.min(slowestSlotMs, slotLength(before, can) * 2) : slotLength({}, can);
  return { until: now + Math.min(longestPause, Math.max(1, afterSeconds)) * 1000, slotMs };
}
