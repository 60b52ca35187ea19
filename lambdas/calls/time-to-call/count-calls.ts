import { binOf, bins, type Curve, valueAt } from './curve.ts';
import { olderShares, type Prepared, type Weights, weigh } from './holder-weights.ts';

/** One call to learn from. */
export interface LearntFrom {
  /** How much it counts: 1 for a call of now, less for older ones. */
  readonly weight: number;
  /** How long before the call its visitor was shown the number, s, where that is known. */
  readonly age?: number | undefined;
  /** Who may have called, where it is not. */
  readonly shown: Prepared;
}

/** What calls teach: how many came in each bin of a curve, how many without a visit, and how many in all. */
export interface Counts {
  readonly bins: readonly number[];
  readonly unrelated: number;
  readonly all: number;
}

/** What is known so far. */
export interface KnownSoFar {
  readonly curve: Curve;
  readonly unrelatedShare: number;
  /** How often a visitor's call is confirmed, by the bin in which it comes; none where it is missing. */
  readonly confirmedShare?: readonly number[] | undefined;
}

export const noCounts: Counts = { bins: bins.map(() => 0), unrelated: 0, all: 0 };

/**
 * Counts calls into bins. One whose visitor is known counts there; any other counts in part at each visitor who was shown the number, at
 * those before, and as nobody's, as likely as each of them is by what is known so far. That a call is not confirmed speaks against visitors
 * who mostly are: `confirmedShare`, by bins.
 */
export function countCalls(
  calls: readonly LearntFrom[],
  { curve, unrelatedShare, confirmedShare = [] }: KnownSoFar,
): Counts {
  const counts = [...noCounts.bins];
  const add = (bin: number, weight: number) => {
    counts[bin] = valueAt(counts, bin) + weight;
  };
  let [unrelated, all] = [0, 0];
  for (const { weight, age, shown } of calls) {
    all += weight;
    if (age !== undefined) {
      add(binOf(age), weight);
      continue;
    }
    const weights = unconfirmed(weigh(shown, curve, unrelatedShare), shown, confirmedShare);
    const sum = weights.holders.reduce((total, one) => total + one, weights.older + weights.unrelated);
    const part = weight / sum;
    for (const [index, { bin }] of shown.holders.entries()) add(bin, part * valueAt(weights.holders, index));
    addOlder(curve, shown, part * weights.older, add);
    unrelated += part * weights.unrelated;
  }
  return { bins: counts, unrelated, all };
}

/** The same of a call that nothing confirms. Who was shown the number long before, or never, is never confirmed. */
export function unconfirmed(weights: Weights, { holders }: Prepared, confirmedShare: readonly number[]): Weights {
  const times = (index: number) => 1 - (confirmedShare[holders[index]?.bin ?? 0] ?? 0);
  return { ...weights, holders: weights.holders.map((weight, index) => weight * times(index)) };
}

/** Calls of those who were shown the number before all that are known: as late as the curve says that such calls are. */
function addOlder(
  { shares }: Curve,
  { older }: Prepared,
  weight: number,
  add: (bin: number, weight: number) => void,
): void {
  if (older === undefined || weight === 0) return;
  const later = olderShares(shares, older);
  const sum = later.reduce((total, share) => total + share, 0);
  later.forEach((share, bin) => add(bin, (weight * share) / sum));
}

/** What several groups of calls teach together. */
export function together(...groups: readonly Counts[]): Counts {
  return groups.reduce((sum, one) => ({
    bins: sum.bins.map((count, bin) => count + valueAt(one.bins, bin)),
    unrelated: sum.unrelated + one.unrelated,
    all: sum.all + one.all,
  }));
}
