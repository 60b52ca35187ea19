import { type PoolTraffic, predictPool } from './predict-pool.ts';
import { type CalledWithin, tenureFor } from './time-to-call.ts';

const shortest = 60;
/** The longest lease time that there is, s. */
export const longestLease = 365 * 24 * 60 * 60;

/** Who asks for the numbers of a pool, whatever its lease time. */
export type Demand = Pick<PoolTraffic, 'arrivalsPerHour' | 'calledWithin'>;

/**
 * The shortest lease time (s) with which so many numbers reach the accuracy under this traffic; a year, the longest that there is, where
 * none does. It costs coverage: ask `predictPool` how much.
 */
export function leaseForAccuracy(demand: Demand, numbers: number, accuracy: number): number {
  const reaches = (leaseSeconds: number) => predictPool({ ...demand, leaseSeconds }, numbers).accuracy >= accuracy;
  let [low, high] = [shortest, longestLease];
  if (reaches(low)) return low;
  while (high - low > 1) {
    const middle = Math.round((low + high) / 2);
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The lease time (s) that gives the accuracy however full the pool is: a visitor never loses their number earlier. */
export function leaseForAccuracyInFullPool(calledWithin: CalledWithin, accuracy: number): number {
  return Math.min(longestLease, Math.max(shortest, Math.ceil(tenureFor(calledWithin, accuracy))));
}
