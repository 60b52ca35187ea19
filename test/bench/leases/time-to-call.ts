const minute = 60_000;

/**
 * The share of callers who have called within that time of being shown a number: most within minutes, some after hours
 * or days. 91 % call within 30 minutes.
 */
export function calledWithin(ms: number): number {
  const minutes = ms / minute;
  if (minutes <= 0) return 0;
  return (
    0.945 * normal(Math.log(minutes / 5)) +
    0.029 * (1 - Math.exp(-minutes / 240)) +
    0.026 * (1 - Math.exp(-minutes / 4320))
  );
}

/** The normal distribution (Abramowitz and Stegun 7.1.26; off by 1.5e-7 at the most). */
function normal(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return z >= 0 ? 1 - tail / 2 : tail / 2;
}
