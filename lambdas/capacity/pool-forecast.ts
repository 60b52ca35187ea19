import { isoTime } from '../platform/iso-time.ts';
import type { SessionPool } from '../settings/pools/pool.ts';
import { adviceWithoutLoad, poolAdvice } from './pool-advice.ts';
import type { PoolLoad } from './pool-load.ts';
import type { PoolForecast, Predictions } from './pool-status-answer.ts';
import { leaseForAccuracy } from './sizing/lease-for-accuracy.ts';
import { monthlyCost } from './sizing/monthly-cost.ts';
import { offeredLoad, type PoolTraffic, predictPool } from './sizing/predict-pool.ts';
import { numbersFor, type PoolTargets, sizePool, usualCoverages } from './sizing/size-pool.ts';
import type { CalledWithin } from './sizing/time-to-call.ts';

/** What one number costs a month: a decimal text, and how many digits sums of that currency have after the point. */
export interface NumberPrice {
  readonly amount: string;
  readonly currency: string;
  readonly digits: number;
}

/** Where the pool's settings name none. */
const usualTargets = { coverage: 0.85, accuracy: 0.9 };

/** What the pool is to reach: its own targets, and the usual ones where it has none. */
export function targetsOf({ targets }: Pick<SessionPool, 'targets'>): PoolTargets {
  return {
    coverage: targets?.coverage ?? usualTargets.coverage,
    accuracy: targets?.accuracy ?? usualTargets.accuracy,
  };
}

/** What the pool's counters, and how soon its callers call, mean for its size. */
export function forecastPool(
  pool: Pick<SessionPool, 'leaseSeconds' | 'targets'>,
  size: number,
  { lastHour, busiest, hours, visits }: PoolLoad,
  calledWithin: CalledWithin,
  price?: NumberPrice,
): PoolForecast {
  const targets = targetsOf(pool);
  const { leaseSeconds } = pool;
  const traffic = { arrivalsPerHour: busiest?.visits ?? 0, leaseSeconds, calledWithin };
  const measured = {
    lastHour: {
      ...lastHour,
      ...(lastHour.asked > 0 && { coverage: thousandths(1 - lastHour.refused / lastHour.asked) }),
      showsPerNumber: size === 0 ? 0 : thousandths((lastHour.leased + lastHour.returned) / size),
    },
    load: {
      hours,
      visits,
      ...(busiest && { busiestHour: isoTime(busiest.from) }),
      arrivalsPerHour: traffic.arrivalsPerHour,
      offeredLoad: thousandths(offeredLoad(traffic)),
    },
    targets,
  };
  if (busiest === undefined) return { ...measured, advice: adviceWithoutLoad };
  const forecast = { ...measured, ...predictions(traffic, size, targets, price) };
  return { ...forecast, advice: poolAdvice(forecast, size, leaseSeconds) };
}

function predictions(
  traffic: PoolTraffic,
  size: number,
  targets: PoolTargets,
  price: NumberPrice | undefined,
): Predictions {
  const { fewestByPrediction, numbers: safe } = sizePool(traffic, targets);
  const { coverage, accuracy } = predictPool(traffic, size);
  return {
    predicted: { coverage: thousandths(coverage), accuracy: thousandths(accuracy) },
    numbersNeeded: { predicted: fewestByPrediction, safe },
    leaseSecondsForAccuracy: leaseForAccuracy(traffic, size, targets.accuracy),
    numbersFor: usualCoverages.map((one) => {
      const numbers = numbersFor(traffic, one);
      return { coverage: one, numbers, ...(price && { costPerMonth: costOf(numbers, price) }) };
    }),
  };
}

function costOf(numbers: number, { amount, currency, digits }: NumberPrice) {
  return { amount: monthlyCost(numbers, amount, digits), currency };
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
