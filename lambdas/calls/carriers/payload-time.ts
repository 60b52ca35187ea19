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
