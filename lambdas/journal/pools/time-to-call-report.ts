import { targetsOf } from '../../capacity/pool-forecast.ts';
import { predictPool } from '../../capacity/sizing/predict-pool.ts';
import { type CalledWithin, tenureFor } from '../../capacity/sizing/time-to-call.ts';
import type { SessionPool } from '../../settings/pools/pool.ts';
import { leaseAdvice, restsOnCalls } from './lease-advice.ts';
import type { TimeToCallAnswer } from './time-to-call-answer.ts';

/** What the calls of a pool have taught. */
export interface LearntOfCalls extends Pick<TimeToCallAnswer, 'learntFrom' | 'withoutVisit'> {
  readonly calledWithin: CalledWithin;
  /** The curve that a pool without calls has. */
  readonly starting: CalledWithin;
  readonly measured: TimeToCallAnswer['accuracy']['measured'];
}

const [minute, hour, day] = [60, 3600, 86_400];

/** Where the curve is told, s: close together where most people call. */
const moments = [
  15,
  30,
  45,
  60,
  90,
  ...[2, 3, 4, 5, 7, 10, 15, 20, 30, 45].map((minutes) => minutes * minute),
  ...[1, 1.5, 2, 3, 4, 6, 8, 12].map((hours) => hours * hour),
  ...[1, 2, 3, 5, 7, 14, 30].map((days) => days * day),
];

/**
 * How soon the callers of a pool call, and which lease time that asks for. `arrivalsPerHour` are the visits of the busiest hour, 0 if there
 * were none; `accuracy` is what is wanted, where it is not what the pool is to reach.
 */
export function timeToCallReport(
  pool: Pick<SessionPool, 'id' | 'site' | 'leaseSeconds' | 'targets'>,
  { numbers, arrivalsPerHour }: { readonly numbers: number; readonly arrivalsPerHour: number },
  { calledWithin, starting, measured, ...learnt }: LearntOfCalls,
  accuracy: number | undefined,
): TimeToCallAnswer {
  const { id, site, leaseSeconds } = pool;
  const targets = targetsOf(pool);
  const facts = { leaseSeconds, numbers, arrivalsPerHour, calledWithin };
  const { text, ...advice } = leaseAdvice(facts, { ...targets, accuracy: accuracy ?? targets.accuracy });
  const isAsked = arrivalsPerHour > 0 && numbers > 0;
  return {
    pool: id,
    site,
    curve: moments.map((seconds) => ({
      seconds,
      share: rounded(calledWithin(seconds)),
      starting: rounded(starting(seconds)),
    })),
    learntFrom: learnt.learntFrom,
    medianSeconds: Math.max(1, Math.round(tenureFor(calledWithin, 0.5))),
    leaseSeconds,
    withinLease: rounded(calledWithin(leaseSeconds)),
    withoutVisit: rounded(learnt.withoutVisit),
    accuracy: {
      ...(isAsked && { forecast: rounded(predictPool(facts, numbers).accuracy) }),
      ...(measured && { measured }),
    },
    advice: { ...advice, text: `${text} ${restsOnCalls(learnt.learntFrom)}` },
  };
}

function rounded(share: number): number {
  return Math.round(share * 1e4) / 1e4;
}
