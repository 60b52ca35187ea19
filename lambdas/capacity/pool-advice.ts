import { weekHours } from './pool-load.ts';
import type { PoolForecast, Predictions } from './pool-status-answer.ts';
import { longestLease } from './sizing/lease-for-accuracy.ts';

/** What a verdict is made of. */
type Forecast = Omit<PoolForecast, 'advice' | keyof Predictions> & Predictions;

export const adviceWithoutLoad =
  'Nobody has asked this pool for a number within a week, so there is nothing to judge its size by.';

/** Pages over the limit, for each visit. */
const limitedWorthSaying = 0.05;

/** Whether the pool has the right size, in words, and how much that rests on. */
export function poolAdvice(forecast: Forecast, size: number, leaseSeconds: number): string {
  return [
    verdict(forecast, size, leaseSeconds),
    ...refusedLately(forecast),
    ...limitedLately(forecast),
    restsOn(forecast.load),
  ].join(' ');
}

function verdict({ numbersNeeded, ...forecast }: Forecast, size: number, leaseSeconds: number): string {
  const { predicted, safe } = numbersNeeded;
  if (size === 0) return `It has no numbers, so every visit is shown the default number; it needs ${predicted}.`;
  if (size < predicted) return tooSmall(forecast, size, predicted, leaseSeconds);
  if (isWorseThanPredicted(forecast)) {
    return 'Large enough for the busiest hour when visits come evenly, but lately they came at once, or held numbers for longer.';
  }
  if (size <= safe) return `The size is right: ${reach(forecast)} in the busiest hour.`;
  const spare = `${size - safe} of its ${size} numbers`;
  return forecast.load.hours < weekHours
    ? `Large enough: the busiest hour so far would do without ${spare}, but a whole week has not been counted yet.`
    : `It could give back ${spare}: ${safe} are enough for the busiest hour of the week.`;
}

function isWorseThanPredicted({ lastHour, targets }: Pick<Forecast, 'lastHour' | 'targets'>): boolean {
  return lastHour.coverage !== undefined && lastHour.coverage < targets.coverage;
}

function tooSmall(
  forecast: Pick<Forecast, 'predicted' | 'targets' | 'leaseSecondsForAccuracy'>,
  size: number,
  needed: number,
  leaseSeconds: number,
): string {
  const { predicted, targets, leaseSecondsForAccuracy } = forecast;
  const missesAccuracyOnly = predicted.coverage >= targets.coverage;
  const otherWay =
    missesAccuracyOnly && leaseSecondsForAccuracy > leaseSeconds && leaseSecondsForAccuracy < longestLease
      ? ` A lease of ${timeInWords(leaseSecondsForAccuracy)} would give the accuracy too, at some cost of coverage.`
      : '';
  const wanted = `wanted are ${percent(targets.coverage)} and ${percent(targets.accuracy)}`;
  return `Too small: ${reach(forecast)} in the busiest hour, ${wanted}. It has ${size} and needs ${needed} numbers.${otherWay}`;
}

function reach({ predicted }: Pick<Forecast, 'predicted'>): string {
  return `a coverage of ${percent(predicted.coverage)} and an accuracy of ${percent(predicted.accuracy)} are predicted`;
}

function refusedLately({ lastHour }: Pick<Forecast, 'lastHour'>): string[] {
  const { refused, asked } = lastHour;
  return refused === 0 ? [] : [`In the last hour ${refused} of ${asked} visits got no number of their own.`];
}

/** A few are robots' business; many may be an office behind one address. */
function limitedLately({ lastHour: { limited, asked } }: Pick<Forecast, 'lastHour'>): string[] {
  return limited <= asked * limitedWorthSaying
    ? []
    : [`In the last hour ${limited} pages got no number because their network had had its share of new leases.`];
}

function restsOn({ hours, visits }: Forecast['load']): string {
  const span =
    hours >= weekHours ? 'a week' : hours < 1 ? 'less than an hour' : `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
  return `This rests on ${visits} ${visits === 1 ? 'visit' : 'visits'} within ${span}.`;
}

/** A time in its unit, rounded up: what takes so long is over by then. */
function timeInWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.ceil(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.ceil(hours / 24)} d`;
}

/** A share for people: `89.4 %`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
