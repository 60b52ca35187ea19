import { predictPool } from './predict-pool.ts';
import { tenureFor } from './time-to-call.ts';

const shortest = 60;
const longest = 365 * 24 * 60 * 60;

/**
 * The shortest lease time (s) with which so many numbers reach the accuracy under this traffic. It costs coverage: ask
 * `predictPool` how much.
 */
export function leaseForAccuracy(arrivalsPerHour: number, numbers: number, accuracy: number): number {
  const reaches = (leaseSeconds: number) =>
    predictPool({ arrivalsPerHour, leaseSeconds }, numbers).accuracy >= accuracy;
  let [low, high] = [shortest, longest];
  if (reaches(low)) return low;
  while (high - low > 1) {
    const middle = Math.round((low + high) / 2);
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The lease time (s) that gives the accuracy however full the pool is: a visitor never loses their number earlier. */
export function leaseForAccuracyInFullPool(accuracy: number): number {
  return Math.min(longest, Math.max(shortest, Math.ceil(tenureFor(accuracy))));
}
