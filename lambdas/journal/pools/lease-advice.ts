import { durationInWords } from '../../calls/match/duration-in-words.ts';
import { percent } from '../../capacity/pool-advice.ts';
import { leaseForAccuracy, leaseForAccuracyInFullPool } from '../../capacity/sizing/lease-for-accuracy.ts';
import { predictPool } from '../../capacity/sizing/predict-pool.ts';
import { numbersFor, type PoolTargets } from '../../capacity/sizing/size-pool.ts';
import type { CalledWithin } from '../../capacity/sizing/time-to-call.ts';
import type { TimeToCallAnswer } from './time-to-call-answer.ts';

/** What a lease time is judged by. */
export interface LeaseFacts {
  /** The present one, s. */
  readonly leaseSeconds: number;
  readonly numbers: number;
  /** Visits of the busiest hour that ask the pool; 0 if nobody has asked lately. */
  readonly arrivalsPerHour: number;
  readonly calledWithin: CalledWithin;
}

/** The lease time that the wanted accuracy needs, what it costs, and all that in a sentence. */
export function leaseAdvice(facts: LeaseFacts, wanted: PoolTargets): TimeToCallAnswer['advice'] {
  const isIdle = facts.arrivalsPerHour === 0 || facts.numbers === 0;
  return isIdle ? adviceForFullPool(facts, wanted) : adviceForBusiestHour(facts, wanted);
}

/** Without load there is only what holds at any: nobody loses their number before the lease is over. */
function adviceForFullPool({ leaseSeconds, calledWithin }: LeaseFacts, { accuracy }: PoolTargets) {
  const needed = leaseForAccuracyInFullPool(calledWithin, accuracy);
  if (calledWithin(needed) < accuracy) return { accuracy, text: noLease(accuracy) };
  const text =
    `However full the pool is, a lease of ${time(needed)} gives an accuracy of ${percent(accuracy)}; ` +
    `the present one of ${time(leaseSeconds)} gives ${percent(calledWithin(leaseSeconds))} at least.`;
  return { accuracy, leaseSeconds: needed, text };
}

function adviceForBusiestHour({ leaseSeconds, numbers, ...demand }: LeaseFacts, { accuracy, coverage }: PoolTargets) {
  const needed = leaseForAccuracy(demand, numbers, accuracy);
  const then = predictPool({ ...demand, leaseSeconds: needed }, numbers);
  if (then.accuracy < accuracy) return { accuracy, text: noLease(accuracy) };
  const now = predictPool({ ...demand, leaseSeconds }, numbers);
  const enough = numbersFor({ ...demand, leaseSeconds: needed }, coverage);
  const advice = { accuracy, leaseSeconds: needed, coverage: thousandths(then.coverage), numbers: enough };
  if (needed <= leaseSeconds) {
    const shorter = needed < leaseSeconds ? ` A lease of ${time(needed)} would do.` : '';
    const text = `The lease of ${time(leaseSeconds)} is long enough: an accuracy of ${percent(now.accuracy)} is predicted for the busiest hour, wanted are ${percent(accuracy)}.`;
    return { ...advice, text: `${text}${shorter}` };
  }
  const more = then.coverage < coverage ? `; ${enough} would cover ${percent(coverage)}` : '';
  const text =
    `An accuracy of ${percent(accuracy)} needs a lease of ${time(needed)}: with the present one of ${time(leaseSeconds)}, ` +
    `${percent(now.accuracy)} are predicted for the busiest hour. ` +
    `It has ${numbers} numbers, which would then cover ${percent(then.coverage)} of the visits instead of ${percent(now.coverage)}${more}.`;
  return { ...advice, text };
}

function noLease(accuracy: number): string {
  return `No lease, not even one of a year, gives an accuracy of ${percent(accuracy)}: too many call later than that.`;
}

/** How much the curve rests on, in words. */
export function restsOnCalls({ calls, confirmed }: TimeToCallAnswer['learntFrom']): string {
  const { click, phoneCode, callerMemory } = confirmed;
  const known = click + phoneCode + callerMemory;
  if (calls === 0) return 'No call has taught anything of this pool yet, so it is taken to be as others are.';
  const by = [
    ...(click > 0 ? [`${click} by a click`] : []),
    ...(phoneCode > 0 ? [`${phoneCode} by a phone code`] : []),
    ...(callerMemory > 0 ? [`${callerMemory} by what is known of the caller`] : []),
  ];
  const all = `This rests on ${calls} ${calls === 1 ? 'call' : 'calls'}`;
  if (known === 0)
    return `${all} that nothing but the time says anything of: a guess, until phone codes, clicks or callers who are known confirm some.`;
  return `${all}, of which ${known} ${known === 1 ? 'is' : 'are'} confirmed: ${by.join(', ')}.`;
}

function time(seconds: number): string {
  return durationInWords(seconds * 1000);
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
