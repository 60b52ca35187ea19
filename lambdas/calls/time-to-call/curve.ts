import { publishedLaw } from '../../capacity/sizing/time-to-call.ts';

/**
 * How long callers take from being shown a number to calling it: the share of them (0 to 1, in sum 1) in each of `bins`. Within a bin
 * calls are spread evenly over the logarithm of the time, in the first one over the time.
 */
export interface Curve {
  readonly shares: readonly number[];
}

/** A span of time from showing to call, s; the end is the start of the next one. */
export interface Bin {
  readonly from: number;
  readonly to: number;
}

/** What stands at a place of a list; beyond its end there is nothing. */
export function valueAt(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

const firstEnd = 15;
/** Two bins are one doubling: fine enough for how people call, few enough to learn from some hundred calls. */
const binsPerDoubling = 2;
/** The last one ends after 91 days, as visits do. */
const binCount = 39;

/** The bins of all curves: the first 15 s, then each longer than the one before by the same factor, up to three months. */
export const bins: readonly Bin[] = Array.from({ length: binCount }, (_, index) => ({
  from: index === 0 ? 0 : firstEnd * 2 ** ((index - 1) / binsPerDoubling),
  to: firstEnd * 2 ** (index / binsPerDoubling),
}));

/** In which bin a time (s) lies; what lies beyond all of them is in the last one. */
export function binOf(seconds: number): number {
  if (seconds < firstEnd) return 0;
  const guess = Math.min(bins.length - 1, 1 + Math.floor(binsPerDoubling * Math.log2(seconds / firstEnd)));
  // The logarithm may be off by a hair at an end.
  const { from, to } = binAt(guess);
  if (seconds < from) return guess - 1;
  return seconds >= to && guess < bins.length - 1 ? guess + 1 : guess;
}

/** The curve with these weights in its bins, whatever they sum up to; the starting one when that is nothing. */
export function curveOfWeights(weights: readonly number[]): Curve {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? { shares: bins.map((_, index) => valueAt(weights, index) / sum) } : startingCurve;
}

/** The curve of a law that tells the share of calls within so many seconds. */
export function curveOfLaw(within: (seconds: number) => number): Curve {
  const last = bins.length - 1;
  return curveOfWeights(bins.map(({ from, to }, index) => (index === last ? 1 : within(to)) - within(from)));
}

/** What is expected of a pool of which nothing is known: published curves, fitted. */
export const startingCurve: Curve = curveOfLaw(publishedLaw);

/** The share of calls that have come within so many seconds after the number was shown. */
export function calledWithin({ shares }: Curve, seconds: number): number {
  if (seconds <= 0) return 0;
  const at = binOf(seconds);
  const before = shares.slice(0, at).reduce((sum, share) => sum + share, 0);
  return Math.min(1, before + valueAt(shares, at) * partOfBin(seconds));
}

/** How many of all calls come per second at that time after the number was shown. */
export function density({ shares }: Curve, seconds: number): number {
  return valueAt(shares, binOf(seconds)) * perSecondOfShare(seconds);
}

/** How many of the calls of a time's own bin come per second at that time. */
export function perSecondOfShare(seconds: number): number {
  const { from, to } = binAt(binOf(seconds));
  if (seconds >= to) return 0;
  return from === 0 ? 1 / to : 1 / (Math.log(to / from) * seconds);
}

/** How much of the calls of a time's own bin come before that time. */
export function partOfBin(seconds: number): number {
  const { from, to } = binAt(binOf(seconds));
  if (seconds >= to) return 1;
  return from === 0 ? Math.max(0, seconds) / to : Math.log(seconds / from) / Math.log(to / from);
}

/** Beyond all of them for times that are no numbers. */
function binAt(index: number): Bin {
  return bins[index] ?? { from: 0, to: 0 };
}

/** The time (s) within which this share of calls has come: the inverse of `calledWithin`. */
export function timeUntil(curve: Curve, share: number): number {
  let before = 0;
  for (const [index, { from, to }] of bins.entries()) {
    const inBin = valueAt(curve.shares, index);
    if (before + inBin >= share && inBin > 0) {
      const part = Math.max(0, (share - before) / inBin);
      return from === 0 ? part * to : from * (to / from) ** part;
    }
    before += inBin;
  }
  return bins.at(-1)?.to ?? 0;
}
