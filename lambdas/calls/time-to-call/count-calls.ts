import { binOf, bins, type Curve, valueAt } from './curve.ts';
import { olderShares, type Prepared, type Weights, weigh } from './holder-weights.ts';

/** One call to learn from. */
export interface LearntFrom {
  /** How much it counts: 1 for a call of now, less for older ones. */
  readonly weight: number;
  /** How long before the call its visitor was shown the number, s, where that is known; be it before its last holders. */
  readonly age?: number | undefined;
  readonly isOlder?: boolean;
  /** Who may have called, where it is not. */
  readonly shown: Prepared;
}

/** What calls teach: how many came in each bin of a curve, how many of these from before the last holders, how many without a visit, and how many in all. */
export interface Counts {
  readonly bins: readonly number[];
  readonly older: number;
  readonly unrelated: number;
  readonly all: number;
}

/** What is known so far. */
export interface KnownSoFar {
  readonly curve: Curve;
  readonly unrelatedShare: number;
  /** How often a visitor's call is confirmed, by the bin in which it comes; none where it is missing. */
  readonly confirmedShare?: readonly number[] | undefined;
  /** The same of visitors who were shown the number before its last holders: only codes confirm them. */
  readonly confirmedOlder?: number | undefined;
}

export const noCounts: Counts = { bins: bins.map(() => 0), older: 0, unrelated: 0, all: 0 };

/**
 * Counts calls into bins. One whose visitor is known counts there; any other counts in part at each visitor who was shown the number, at
 * those before, and as nobody's, as likely as each of them is by what is known so far. That a call is not confirmed speaks against visitors
 * who mostly are.
 */
export function countCalls(calls: readonly LearntFrom[], known: KnownSoFar): Counts {
  const { curve, unrelatedShare } = known;
  const counts = [...noCounts.bins];
  const add = (bin: number, weight: number) => {
    counts[bin] = valueAt(counts, bin) + weight;
  };
  let [older, unrelated, all] = [0, 0, 0];
  for (const { weight, age, isOlder, shown } of calls) {
    all += weight;
    if (age !== undefined) {
      add(binOf(age), weight);
      if (isOlder) older += weight;
      continue;
    }
    const weights = unconfirmed(weigh(shown, curve, unrelatedShare), shown, known);
    const sum = weights.holders.reduce((total, one) => total + one, weights.older + weights.unrelated);
    const part = weight / sum;
    for (const [index, { bin }] of shown.holders.entries()) add(bin, part * valueAt(weights.holders, index));
    addOlder(curve, shown, part * weights.older, add);
    older += part * weights.older;
    unrelated += part * weights.unrelated;
  }
  return { bins: counts, older, unrelated, all };
}

/** The same of a call that nothing confirms. Who was never shown the number is never confirmed. */
function unconfirmed(
  weights: Weights,
  { holders }: Prepared,
  { confirmedShare = [], confirmedOlder = 0 }: KnownSoFar,
): Weights {
  const times = (index: number) => 1 - (confirmedShare[holders[index]?.bin ?? 0] ?? 0);
  return {
    ...weights,
    holders: weights.holders.map((weight, index) => weight * times(index)),
    older: weights.older * (1 - confirmedOlder),
  };
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
export function sumCounts(...groups: readonly Counts[]): Counts {
  return groups.reduce((sum, one) => ({
    bins: sum.bins.map((count, bin) => count + valueAt(one.bins, bin)),
    older: sum.older + one.older,
    unrelated: sum.unrelated + one.unrelated,
    all: sum.all + one.all,
  }));
}
