/** Share of a standard normal distribution below `z`. Abramowitz and Stegun 26.2.17; off by less than 1e-7. */
export function normalBelow(z: number): number {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(z));
  const series =
    t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  const above = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z >= 0 ? 1 - above : above;
}

/** A time whose logarithm is normally distributed: `median` in seconds, `sigma` of the logarithm. */
export interface LogNormal {
  readonly median: number;
  readonly sigma: number;
}

/** Share of the times below `seconds`. */
export function logNormalBelow({ median, sigma }: LogNormal, seconds: number): number {
  return seconds <= 0 ? 0 : normalBelow(Math.log(seconds / median) / sigma);
}

/** By how much such a time exceeds `seconds` on average; 0 where it does not. */
export function meanExcess({ median, sigma }: LogNormal, seconds: number): number {
  const mean = median * Math.exp((sigma * sigma) / 2);
  if (seconds <= 0) return mean - seconds;
  const z = Math.log(median / seconds) / sigma;
  return mean * normalBelow(z + sigma) - seconds * normalBelow(z);
}

/** `count` equally likely times that stand for the distribution. */
export function quantiles({ median, sigma }: LogNormal, count: number): number[] {
  return Array.from({ length: count }, (_, index) => median * Math.exp(sigma * normalQuantile((index + 0.5) / count)));
}

/** The value with this share of a standard normal distribution below it, by halving. */
function normalQuantile(share: number): number {
  let [low, high] = [-9, 9];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
