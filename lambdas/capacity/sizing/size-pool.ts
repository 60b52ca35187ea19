import { fewestNumbers, mostNumbers } from './erlang-b.ts';
import { offeredLoad, type PoolPrediction, type PoolTraffic, predictPool } from './predict-pool.ts';
import { tenureFor } from './time-to-call.ts';

/** What a pool is to reach; shares between 0 and 1. */
export interface PoolTargets {
  readonly coverage: number;
  readonly accuracy: number;
}

/** How many numbers a pool needs for its targets, and why. */
export interface PoolSize {
  readonly offeredLoad: number;
  readonly numbersForCoverage: number;
  readonly numbersForAccuracy: number;
  /** The greater of both: on the safe side. */
  readonly numbers: number;
  /** The fewest, at most `numbers`, that are predicted to reach both targets. */
  readonly fewestByPrediction: number;
  readonly predicted: PoolPrediction;
}

/** The coverages for which numbers are told in any case. */
export const usualCoverages = [0.8, 0.9, 0.95, 0.99] as const;

/** How many numbers the traffic of the busiest hour needs. */
export function sizePool(traffic: PoolTraffic, targets: PoolTargets): PoolSize {
  const numbersForCoverage = numbersFor(traffic, targets.coverage);
  const numbersForAccuracy = numbersForAccurate(traffic, targets.accuracy);
  const numbers = Math.max(numbersForCoverage, numbersForAccuracy);
  return {
    offeredLoad: offeredLoad(traffic),
    numbersForCoverage,
    numbersForAccuracy,
    numbers,
    fewestByPrediction: fewestPredicted(traffic, targets.accuracy, numbersForCoverage, numbers),
    predicted: predictPool(traffic, numbers),
  };
}

/** The fewest numbers that give this share of visits one of their own. */
export function numbersFor(traffic: Omit<PoolTraffic, 'calledWithin'>, coverage: number): number {
  return fewestNumbers(offeredLoad(traffic), (_, refused) => 1 - refused >= coverage);
}

/**
 * The fewest numbers with which a visitor keeps theirs, on average, for as long as this share of callers takes to call. On
 * the safe side: calls of long tenures outweigh those of short ones, so the predicted accuracy is up to 2 points higher.
 * Where it is not, at accuracies that few numbers reach by being idle for hours, more of them.
 */
function numbersForAccurate(traffic: PoolTraffic, accuracy: number): number {
  const keptFor = tenureFor(traffic.calledWithin, accuracy);
  const perSecond = traffic.arrivalsPerHour / 3600;
  let enough = fewestNumbers(
    offeredLoad(traffic),
    (numbers, refused) => numbers > 0 && numbers >= perSecond * (1 - refused) * keptFor,
  );
  while (enough < mostNumbers && predictPool(traffic, enough).accuracy < accuracy) enough += Math.ceil(enough / 100);
  return Math.min(enough, mostNumbers);
}

/** By halving: more numbers are more accurate, as a visitor keeps theirs for longer. */
function fewestPredicted(traffic: PoolTraffic, accuracy: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (predictPool(traffic, middle).accuracy >= accuracy) high = middle;
    else low = middle + 1;
  }
  return high;
}
