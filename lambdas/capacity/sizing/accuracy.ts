import { afterActivity, stay, staysOpen } from './lease-held.ts';
import { quantiles } from './normal-distribution.ts';
import type { CalledWithin } from './time-to-call.ts';

/** What decides how long a number stays with one visitor, and whether that is long enough. */
export interface Tenancy {
  readonly calledWithin: CalledWithin;
  readonly leaseSeconds: number;
  /** s for which a lease outlives the last activity. */
  readonly grace?: number;
  /** s for which a number lies idle between two leases, on average. */
  readonly meanIdle: number;
  /** How even the idle times are: 1 when any free number is taken, more when the one longest idle is. */
  readonly evenness: number;
}

const lengthsOfStay = quantiles(stay, 20);
const lengthsLeftOpen = quantiles(staysOpen.law, 8);

/**
 * Share of calls for which the present holder of the number is the right visitor: one who calls while they have it, against
 * one who calls after it went to another visitor and whose page no longer shows anything. A visitor keeps a number while
 * their lease holds and then until somebody needs it; that idle time follows a gamma distribution.
 */
export function accuracyOf({ calledWithin, leaseSeconds, meanIdle, evenness, ...tenancy }: Tenancy): number {
  const { grace = afterActivity(leaseSeconds) } = tenancy;
  const idle = idleTimes(meanIdle, evenness);
  // Hardly anybody stays for longer than the lease: almost all of these are the same.
  const calledInTenure = new Map<number, readonly number[]>();
  let right = 0;
  let wrong = 0;
  for (const stayed of lengthsOfStay) {
    const calledWhileOpen = lengthsLeftOpen.map((open) => calledWithin(stayed + open));
    const held = Math.max(leaseSeconds, stayed + grace);
    const inTenure = calledInTenure.get(held) ?? idle.map(({ seconds }) => calledWithin(held + seconds));
    calledInTenure.set(held, inTenure);
    inTenure.forEach((called, index) => {
      const share = idle[index]?.share ?? 0;
      right += share * called;
      wrong += share * calledTooLate(called, calledWhileOpen);
    });
  }
  return right / (right + wrong);
}

/** Share of callers who dial the number when it is another's, from a page that is no longer there to correct them. */
function calledTooLate(inTenure: number, whileOpen: readonly number[]): number {
  const afterOpen = whileOpen.reduce((sum, called) => sum + 1 - Math.max(inTenure, called), 0) / whileOpen.length;
  return (1 - staysOpen.share) * (1 - inTenure) + staysOpen.share * afterOpen;
}

/** Times that stand for a gamma distribution of that mean and shape, each with its share. */
function idleTimes(mean: number, shape: number): readonly { readonly seconds: number; readonly share: number }[] {
  if (mean <= 0) return [{ seconds: 0, share: 1 }];
  const points = 32;
  const spread = 1 / Math.sqrt(shape);
  const [from, to] = [Math.max(0, 1 - 5 * spread), 1 + 8 * spread];
  const weighted = Array.from({ length: points }, (_, index) => {
    const x = from + ((index + 0.5) / points) * (to - from);
    return { seconds: mean * x, share: Math.exp((shape - 1) * Math.log(x) - shape * (x - 1)) };
  });
  const sum = weighted.reduce((total, { share }) => total + share, 0);
  return weighted.map(({ seconds, share }) => ({ seconds, share: share / sum }));
}
