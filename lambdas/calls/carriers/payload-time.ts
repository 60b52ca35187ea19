import type { Ignored } from '../observation.ts';

/** Everything before is "no value": Connect writes `1970-01-01T00:00:00.001Z` for it, others write 0. */
const earliest = Date.UTC(1971, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/** A date in whole seconds has at most 11 digits for the next thousands of years; in milliseconds it has more. */
const firstMilliseconds = 100_000_000_000;

const isoTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * A carrier's time as ms since 1970: ISO 8601 (UTC if it names no zone; also with a blank for the T, as databases write it),
 * or seconds or milliseconds since 1970 as a number or as digits. Null when it stands for "no value", undefined when it is no time.
 */
export function readTime(value: unknown): number | null | undefined {
  const time = milliseconds(value);
  if (time === undefined || !Number.isFinite(time) || time >= latest) return undefined;
  return time < earliest ? null : Math.floor(time);
}

function milliseconds(value: unknown): number | undefined {
  if (typeof value === 'number') return value < 0 ? undefined : value < firstMilliseconds ? value * 1000 : value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d{1,16}(\.\d{1,9})?$/.test(text)) return milliseconds(Number(text));
  const iso = isoTime.exec(text);
  if (iso === null) return undefined;
  const withT = text.replace(' ', 'T');
  return Date.parse(iso[3] === undefined ? `${withT}Z` : withT);
}

/** What a carrier calls a time, and the time, ms. */
export type NamedTime = readonly [name: string, at: number | undefined];

/**
 * Notes which times of one message cannot be in their order: something happened before the start, or after the end. They are kept, as nobody
 * knows which one is wrong. Compared by whole seconds: some carriers cut some of theirs.
 */
export function noteOrder(
  ignored: Ignored[],
  {
    start,
    between,
    end,
  }: { readonly start: NamedTime; readonly between: readonly NamedTime[]; readonly end: NamedTime },
): void {
  const early = between.filter((one) => isBefore(one, start));
  for (const [what] of early) ignored.push({ what, reason: `before ${start[0]}` });
  const [later] = [start, ...between].filter((one) => isBefore(end, one));
  if (later !== undefined) ignored.push({ what: end[0], reason: `before ${later[0]}` });
}

function isBefore([, one]: NamedTime, [, other]: NamedTime): boolean {
  return one !== undefined && other !== undefined && Math.floor(one / 1000) < Math.floor(other / 1000);
}
