/** Part of a population: how much of it that is, and what a sample of it says. */
export interface Stratum {
  /** In any unit, as long as all have the same. */
  readonly weight: number;
  readonly sampled: number;
  /** Of those sampled, for how many it holds. */
  readonly holds: number;
}

/** A share with the interval in which it is with a confidence of 95 %; all 0 to 1. */
export interface EstimatedShare {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The standard normal distribution has 95 % between this and its negative. */
export const z = 1.959_964;

/**
 * The share for which something holds in the whole of a population, of which each part was sampled by itself. Of one part the interval is
 * Wilson's, which is honest of small samples and of shares near 0 and 1; of several these are put together (Zou, Huang and Zhang, 2009).
 * Undefined if a part that counts was not sampled, or nothing counts.
 */
export function weightedShare(strata: readonly Stratum[]): EstimatedShare | undefined {
  const counting = strata.filter(({ weight }) => weight > 0);
  const whole = counting.reduce((sum, { weight }) => sum + weight, 0);
  if (whole === 0 || counting.some(({ sampled }) => sampled === 0)) return undefined;
  const parts = counting.map((part) => ({ weight: part.weight / whole, ...wilson(part) }));
  const share = parts.reduce((sum, part) => sum + part.weight * part.share, 0);
  const below = Math.hypot(...parts.map((part) => part.weight * (part.share - part.low)));
  const above = Math.hypot(...parts.map((part) => part.weight * (part.high - part.share)));
  return { share, low: Math.max(0, share - below), high: Math.min(1, share + above) };
}

function wilson({ holds, sampled }: Stratum): EstimatedShare {
  const share = holds / sampled;
  const square = z * z;
  const middle = share + square / (2 * sampled);
  const spread = z * Math.sqrt((share * (1 - share)) / sampled + square / (4 * sampled * sampled));
  const limit = (place: number) => Math.min(1, Math.max(0, place / (1 + square / sampled)));
  return { share, low: limit(middle - spread), high: limit(middle + spread) };
}
