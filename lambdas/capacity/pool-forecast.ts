import * as z from 'zod';
import type { SessionPool } from '../settings/pools/pool.ts';
import { adviceWithoutLoad, poolAdvice } from './pool-advice.ts';
import type { PoolLoad } from './pool-load.ts';
import { leaseForAccuracy } from './sizing/lease-for-accuracy.ts';
import { monthlyCost } from './sizing/monthly-cost.ts';
import { offeredLoad, type PoolTraffic, predictPool } from './sizing/predict-pool.ts';
import { numbersFor, type PoolTargets, sizePool, usualCoverages } from './sizing/size-pool.ts';

const count = z.number().int().min(0);
const share = z.number().min(0).max(1);

/** How a session pool did, and how it will do under the load of its busiest hour. Shares between 0 and 1. */
export const poolForecast = z.object({
  /** Visits of the last 60 minutes; the first minutes of them are an estimate, and the last half minute may be missing. */
  lastHour: z.object({
    asked: count,
    leased: count,
    returned: count,
    refused: count,
    // Pages that took no number, and are not among the visits: of robots, of visitors who allow nothing to be kept, of
    // visitors from countries that the site does not serve, and of networks that had had their share of new leases.
    bots: count,
    noConsent: count,
    elsewhere: count,
    limited: count,
    /** Pages of which no visit was kept, as their network had had its share of visits; whatever they were shown. */
    unrecorded: count,
    /** Share of visits with a number of their own; missing when nobody asked. */
    coverage: share.optional(),
    /** How often each number was given to a visit. */
    showsPerNumber: z.number().min(0),
  }),
  /** What the prediction rests on. */
  load: z.object({
    /** Full hours counted, of the 168 of a week. */
    hours: count,
    visits: count,
    /** When the busiest hour began; missing when nobody asked. */
    busiestHour: z.iso.datetime().optional(),
    arrivalsPerHour: z.number().min(0),
    /** Numbers that would be held at once, on average, if there were enough. */
    offeredLoad: z.number().min(0),
  }),
  targets: z.object({ coverage: share, accuracy: share }),
  /** From here on missing while there is no load to predict from. */
  predicted: z.object({ coverage: share, accuracy: share }).optional(),
  /** How many numbers the targets need: predicted, and on the safe side. */
  numbersNeeded: z.object({ predicted: count, safe: count }).optional(),
  /** The lease time with which the present numbers reach the target's accuracy. */
  leaseSecondsForAccuracy: count.optional(),
  numbersFor: z
    .array(
      z.object({
        coverage: share,
        numbers: count,
        /** Decimal text; only when a price was given. */
        costPerMonth: z.object({ amount: z.string(), currency: z.string() }).optional(),
      }),
    )
    .optional(),
  advice: z.string(),
});
export type PoolForecast = z.infer<typeof poolForecast>;

/** What one number costs a month: a decimal text, and how many digits sums of that currency have after the point. */
export interface NumberPrice {
  readonly amount: string;
  readonly currency: string;
  readonly digits: number;
}

/** Where the pool's settings name none. */
const usualTargets = { coverage: 0.85, accuracy: 0.9 };

/** What the pool's counters mean for its size. */
export function forecastPool(
  { leaseSeconds, targets: wanted }: Pick<SessionPool, 'leaseSeconds' | 'targets'>,
  size: number,
  { lastHour, busiest, hours, visits }: PoolLoad,
  price?: NumberPrice,
): PoolForecast {
  const targets = {
    coverage: wanted?.coverage ?? usualTargets.coverage,
    accuracy: wanted?.accuracy ?? usualTargets.accuracy,
  };
  const traffic = { arrivalsPerHour: busiest?.visits ?? 0, leaseSeconds };
  const measured = {
    lastHour: {
      ...lastHour,
      ...(lastHour.asked > 0 && { coverage: thousandths(1 - lastHour.refused / lastHour.asked) }),
      showsPerNumber: size === 0 ? 0 : thousandths((lastHour.leased + lastHour.returned) / size),
    },
    load: {
      hours,
      visits,
      ...(busiest && { busiestHour: new Date(busiest.from).toISOString() }),
      arrivalsPerHour: traffic.arrivalsPerHour,
      offeredLoad: thousandths(offeredLoad(traffic)),
    },
    targets,
  };
  if (busiest === undefined) return { ...measured, advice: adviceWithoutLoad };
  const forecast = { ...measured, ...predictions(traffic, size, targets, price) };
  return { ...forecast, advice: poolAdvice(forecast, size, leaseSeconds) };
}

function predictions(traffic: PoolTraffic, size: number, targets: PoolTargets, price: NumberPrice | undefined) {
  const { fewestByPrediction, numbers: safe } = sizePool(traffic, targets);
  const { coverage, accuracy } = predictPool(traffic, size);
  return {
    predicted: { coverage: thousandths(coverage), accuracy: thousandths(accuracy) },
    numbersNeeded: { predicted: fewestByPrediction, safe },
    leaseSecondsForAccuracy: leaseForAccuracy(traffic.arrivalsPerHour, size, targets.accuracy),
    numbersFor: usualCoverages.map((one) => {
      const numbers = numbersFor(traffic, one);
      return { coverage: one, numbers, ...(price && { costPerMonth: costOf(numbers, price) }) };
    }),
  };
}
export type Predictions = ReturnType<typeof predictions>;

function costOf(numbers: number, { amount, currency, digits }: NumberPrice) {
  return { amount: monthlyCost(numbers, amount, digits), currency };
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
