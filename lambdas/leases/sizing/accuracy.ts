import { afterActivity, stay } from './lease-held.ts';
import { quantiles } from './normal-distribution.ts';
import { calledWithin } from './time-to-call.ts';

export interface Tenancy {
  readonly leaseSeconds: number;
  /** s for which a lease outlives the last activity. */
  readonly grace?: number;
  /** s for which a number lies idle between two leases, on average. */
  readonly meanIdle: number;
  /** How even the idle times are: 1 when any free number is taken, more when the one longest idle is. */
  readonly evenness: number;
}

/** Some visitors leave the page open when they go; it shows them the default number once theirs is taken. */
const staysOpen = { share: 0.3, law: { median: 3600, sigma: 1 } };

const stays = quantiles(stay, 20);
const openTimes = quantiles(staysOpen.law, 8);

/**
 * Share of calls for which the present holder of the number is the right visitor: one who calls while he has it, against
 * one who calls after it went to another visitor and whose page no longer shows anything. A visitor keeps a number while
 * his lease holds and then until somebody needs it; that idle time follows a gamma distribution.
 */
export function accuracyOf({ leaseSeconds, grace = afterActivity(leaseSeconds), meanIdle, evenness }: Tenancy): number {
  const idle = idleTimes(meanIdle, evenness);
  let right = 0;
  let wrong = 0;
  for (const stayed of stays) {
    const held = Math.max(leaseSeconds, stayed + grace);
    for (const { seconds, share } of idle) {
      right += share * calledWithin(held + seconds);
      wrong += share * calledTooLate(held + seconds, stayed);
    }
  }
  return right / (right + wrong);
}

/** Share of callers who dial the number after `tenure`, from a page that is no longer there to correct them. */
function calledTooLate(tenure: number, stayed: number): number {
  const afterOpen = openTimes.reduce((sum, open) => sum + 1 - calledWithin(Math.max(tenure, stayed + open)), 0);
  return (1 - staysOpen.share) * (1 - calledWithin(tenure)) + (staysOpen.share * afterOpen) / openTimes.length;
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
