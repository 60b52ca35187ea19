import { type LogNormal, logNormalBelow } from '../../capacity/sizing/normal-distribution.ts';
import { bins, type Curve, curveOfLaw, curveOfWeights, startingCurve, valueAt } from './curve.ts';

/**
 * Curves that are learnt are sums of humps, each narrower than people differ, half an octave apart: callers who call at once and others hours later leave
 * a valley between them. Bins of their own would follow chance:
 * most calls name no visitor for sure, and sharp edges at the age at which numbers usually change hands explain those just as well.
 */
const humps: readonly LogNormal[] = Array.from({ length: 39 }, (_, half) => ({
  median: 15 * 2 ** (half / 2),
  sigma: 0.6,
}));

const shapes = humps.map((hump) => curveOfLaw((seconds) => logNormalBelow(hump, seconds)).shares);

/** How much of a curve each hump is; any sum. */
export type HumpWeights = readonly number[];

export function curveOfHumps(weights: HumpWeights): Curve {
  return curveOfWeights(bins.map((_, bin) => heightAt(bin, weights)));
}

function heightAt(bin: number, weights: HumpWeights): number {
  return shapes.reduce((sum, shares, hump) => sum + valueAt(weights, hump) * valueAt(shares, bin), 0);
}

/**
 * The humps that calls in these bins come from, beside what was `expected` (as many calls as that sums up to): nearer with each step from
 * the weights `from`, which all count (expectation maximisation).
 */
export function humpsOfCounts(
  counts: readonly number[],
  { from, expected, steps }: { readonly from: HumpWeights; readonly expected: HumpWeights; readonly steps: number },
): number[] {
  let weights = [...from];
  for (let step = 0; step < steps; step++) {
    const heights = bins.map((_, bin) => heightAt(bin, weights));
    weights = shapes.map((shares, hump) => {
      const mine = counts.reduce((sum, count, bin) => {
        const height = valueAt(heights, bin);
        return height > 0 ? sum + (count * valueAt(shares, bin)) / height : sum;
      }, 0);
      return valueAt(expected, hump) + valueAt(weights, hump) * mine;
    });
  }
  return weights;
}

/**
 * Who looks at the number on the phone that they call from does so at once. Published curves begin with minutes and say nothing of the
 * first seconds; without this share of callers, those who call right after the number was shown would pass for strangers.
 */
const atOnce = 0.03;

const publishedHumps: HumpWeights = humpsOfCounts(startingCurve.shares, {
  from: humps.map(() => 1 / humps.length),
  expected: [],
  steps: 200,
});

/** The humps of the curve that is expected of a pool of which nothing is known; in sum 1. The first one is those who call at once. */
export const startingHumps: HumpWeights = publishedHumps.map(
  (weight, hump) => (1 - atOnce) * weight + (hump === 0 ? atOnce : 0),
);
