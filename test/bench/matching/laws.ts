import { type LogNormal, logNormalBelow } from '../../../lambdas/capacity/sizing/normal-distribution.ts';

/** A share of all, whose times are lognormal (s) or fade out evenly with that mean (s). */
type Part = { readonly share: number } & (LogNormal | { readonly mean: number });

/** How long something takes: parts whose shares come to 1. */
export type Law = readonly Part[];

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

export const one = (law: LogNormal | { readonly mean: number }): Law => [{ share: 1, ...law }];

/**
 * From showing a number to the call. `usual` is the published curve from which the product starts; of the others hardly any call comes when
 * that expects it.
 */
export const curves = {
  usual: [
    { share: 0.945, median: 5 * minute, sigma: 1 },
    { share: 0.029, mean: 4 * hour },
    { share: 0.026, mean: 3 * day },
  ],
  slow: [
    { share: 0.85, median: 2 * hour, sigma: 0.9 },
    { share: 0.15, mean: 2 * day },
  ],
  quick: [
    { share: 0.7, median: 50, sigma: 0.8 },
    { share: 0.3, median: 4 * hour, sigma: 1.8 },
  ],
} satisfies Record<string, Law>;
export type CurveName = keyof typeof curves;

/** A time by that law, s. */
export function drawn(law: Law, random: () => number): number {
  let left = random();
  const part = law.find(({ share }) => (left -= share) < 0) ?? law[law.length - 1];
  if (part === undefined) throw new Error('a law without parts');
  if ('mean' in part) return -part.mean * Math.log(1 - random());
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return part.median * Math.exp(part.sigma * normal);
}

/** The share that takes at most so many seconds. */
export function within(law: Law, seconds: number): number {
  if (seconds <= 0) return 0;
  return law.reduce((sum, part) => {
    const below = 'mean' in part ? 1 - Math.exp(-seconds / part.mean) : logNormalBelow(part, seconds);
    return sum + part.share * below;
  }, 0);
}

/** How much of it happens at that time, per second. */
export function density(law: Law, seconds: number): number {
  const s = Math.max(1, seconds);
  return law.reduce((sum, part) => {
    if ('mean' in part) return sum + (part.share / part.mean) * Math.exp(-s / part.mean);
    const z = Math.log(s / part.median) / part.sigma;
    return sum + (part.share * Math.exp((-z * z) / 2)) / (s * part.sigma * Math.sqrt(2 * Math.PI));
  }, 0);
}
