import type { HourOfVisits } from '../../../lambdas/capacity/sizing/busiest-hour.ts';
import { CliError } from '../cli-error.ts';
import { columnPlace } from '../csv/column-place.ts';
import { fitted } from '../csv/fitted.ts';
import { readCsv } from '../csv/read-csv.ts';

/**
 * Reads visits by hour from CSV: the columns `time` and `visits`, or the first two. Times are local and say at least the
 * hour: `2026-11-16 09:00`, `2026-11-16T09:00:00+01:00`, or `2026111609` as Google Analytics exports it. Several lines of
 * one hour add up.
 */
export function readHours(text: string | Buffer): HourOfVisits[] {
  const [first, ...rest] = readCsv(text).records;
  if (first === undefined) throw new CliError('the file has no lines');
  const placeOf = (name: string) => columnPlace(first.cells, name) ?? -1;
  const named = { time: placeOf('time'), visits: placeOf('visits') };
  const hasHeader = named.time !== -1 || named.visits !== -1;
  if (hasHeader && (named.time === -1 || named.visits === -1)) {
    throw new CliError('the first line must call one column "time" and one "visits"');
  }
  const columns = hasHeader ? named : { time: 0, visits: 1 };
  const hours = new Map<number, number>();
  for (const { line, cells, broken } of hasHeader ? fitted(rest, first.cells) : [first, ...rest]) {
    if (broken !== undefined) throw new CliError(`line ${line} ${broken}`);
    const [time = '', count = ''] = [cells[columns.time], cells[columns.visits]];
    const at = hourOf(time);
    if (at === undefined) {
      throw new CliError(`line ${line}: "${time}" is not a time with an hour, like 2026-11-16 09:00`);
    }
    if (!/^\d{1,9}(\.\d+)?$/.test(count)) {
      throw new CliError(`line ${line}: "${count}" is not a number of visits`);
    }
    hours.set(at, (hours.get(at) ?? 0) + Number(count));
  }
  if (hours.size === 0) throw new CliError('the file has no hours');
  return [...hours].map(([at, visits]) => ({ at, visits }));
}

const timeForm = /^(\d{4})-?(\d\d)-?(\d\d)[T ]?(\d\d)(?::?\d\d(?::?\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?$/i;

/** The hour on the wall clock, whatever its zone, in ms as if it were UTC. */
function hourOf(time: string): number | undefined {
  const [, year, month, day, hour] = timeForm.exec(time) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`);
  const isRealDay = !Number.isNaN(at) && new Date(at).toISOString().startsWith(`${year}-${month}-${day}T${hour}`);
  return isRealDay ? at : undefined;
}
