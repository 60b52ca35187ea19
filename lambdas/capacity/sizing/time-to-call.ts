import { type LogNormal, logNormalBelow } from './normal-distribution.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * A curve of the time to call: of the visitors who call at all, the share that has called within so many seconds after the number was
 * shown. It rises from 0 to 1.
 */
export type CalledWithin = (seconds: number) => number;

/** Most callers dial within minutes; a few come back to the number hours or days later. */
const soon: { readonly share: number; readonly law: LogNormal } = {
  share: 0.945,
  law: { median: 5 * minute, sigma: 1 },
};
const later = [
  { share: 0.029, mean: 4 * hour },
  { share: 0.026, mean: 3 * day },
] as const;

/** Published curves, fitted: for who knows nothing of a pool's own callers. */
export const publishedLaw: CalledWithin = (seconds) => {
  if (seconds <= 0) return 0;
  const late = later.reduce((sum, { share, mean }) => sum + share * (1 - Math.exp(-seconds / mean)), 0);
  return soon.share * logNormalBelow(soon.law, seconds) + late;
};

/** How long (s) a visitor must keep the number so that this share of calls comes within it: the inverse. A year at most. */
export function tenureFor(calledWithin: CalledWithin, share: number): number {
  let [low, high] = [0, 365 * day];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (calledWithin(middle) < share) low = middle;
    else high = middle;
  }
  return high;
}
