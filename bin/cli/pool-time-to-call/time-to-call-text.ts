import { durationInWords } from '../../../lambdas/calls/match/duration-in-words.ts';
import { percent } from '../../../lambdas/capacity/pool-advice.ts';
import type { TimeToCallAnswer } from '../../../lambdas/journal/pools/time-to-call-answer.ts';
import { columns } from '../columns.ts';

/** Of all that are told, the times that people ask for, s. */
const asked = new Set([60, 300, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400, 604_800]);

/** The answer for people. */
export function timeToCallText({ curve, accuracy, advice, ...told }: TimeToCallAnswer): string {
  const rows = curve
    .filter(({ seconds }) => asked.has(seconds))
    .map(({ seconds, share, starting }) => [time(seconds), percent(share), percent(starting)]);
  return [
    ...columns(['within', told.pool, 'any pool'], rows, [0, 1, 2]),
    '',
    `half call within       ${time(told.medianSeconds)}`,
    `within the lease       ${percent(told.withinLease)} (${time(told.leaseSeconds)})`,
    `calls without a visit  ${percent(told.withoutVisit)}`,
    `accuracy, forecast     ${accuracy.forecast === undefined ? 'not known yet' : percent(accuracy.forecast)}`,
    `accuracy, measured     ${measuredInWords(accuracy)}`,
    '',
    ...advice.text.split(/(?<=\.) /),
    '',
  ].join('\n');
}

function measuredInWords({ measured }: TimeToCallAnswer['accuracy']): string {
  if (measured === undefined) return 'not known yet';
  const { share, low, high, calls } = measured;
  return `${percent(share)} (${percent(low)} to ${percent(high)}, by ${calls} ${calls === 1 ? 'call' : 'calls'})`;
}

function time(seconds: number): string {
  return durationInWords(seconds * 1000);
}
