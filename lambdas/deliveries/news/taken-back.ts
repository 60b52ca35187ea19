import type { Conversion } from '../../conversions/conversion.ts';
import { dependsOnRevenue } from '../../conversions/goal-value.ts';
import type { Delivery } from '../delivery.ts';

/** What is known of whether a destination was told that a conversion does not count. */
type Told = Pick<Delivery, 'sent' | 'takenBack' | 'takingBack' | 'result'>;

/** The last time that it was told so, and how often it was; what versions before noted is the result alone. */
function lastTakenBack({ takenBack, result, sent }: Told): Delivery['takenBack'] {
  return takenBack ?? (result === 'taken-back' ? { revision: sent, times: 1 } : undefined);
}

/** How often a destination took the conversion back: as often it was another one for who forgets what is taken back. */
export function timesTakenBack(delivery: Told): number {
  return lastTakenBack(delivery)?.times ?? 0;
}

/** Whether the last that the destination is known to have is that the conversion does not count. */
export function isTakenBackThere(delivery: Told): boolean {
  return delivery.sent > 0 && lastTakenBack(delivery)?.revision === delivery.sent;
}

/** Whether it may have been told so since, without our knowing. */
export function mayBeTakenBackThere(
  { sent, takingBack = 0 }: Pick<Delivery, 'sent' | 'takingBack'>,
  unsure: Delivery['unsure'],
): boolean {
  return unsure !== undefined && takingBack > sent && takingBack >= (unsure.oldest ?? unsure.revision);
}

/** What is to be remembered once a revision arrived; undefined of what was never taken back. */
export function takenBackBy(
  delivery: Told,
  { revision, takesBack }: { readonly revision: number; readonly takesBack: boolean },
): Delivery['takenBack'] {
  const before = lastTakenBack(delivery);
  if (!takesBack) return before;
  const times = before?.times ?? 0;
  return { revision, times: isTakenBackThere(delivery) ? times : times + 1 };
}

/** Whether it is worth what was sold, and all of that was given back: it goes on, and counts again once something is sold. */
export function isGivenBack({ state, value, rule }: Pick<Conversion, 'state' | 'value' | 'rule'>): boolean {
  return state === 'open' && value.minor === 0 && dependsOnRevenue(rule.conversion.value);
}

/** The conversion that counts after it was taken back: which one it is, and when it came about, ms. */
export interface SoldAgain {
  /** How often it was taken back before. */
  readonly times: number;
  readonly at: number;
}

/** Undefined of what was never taken back there. The same for every attempt: it is by this that receivers know it. */
export function soldAgainOf(
  { occurredAt, soldAgainAt = [] }: Pick<Conversion, 'occurredAt' | 'soldAgainAt'>,
  delivery: Told,
): SoldAgain | undefined {
  const times = timesTakenBack(delivery);
  // What a version before opened again has no time of its own.
  return times === 0 ? undefined : { times, at: soldAgainAt[times - 1] ?? occurredAt + times * 1000 };
}
