import { readTime } from './read-time.ts';

const minutes = { m: 1, h: 60, d: 24 * 60 } as const;

/** When a key expires: `90d`, `12h`, `30m` from now, or a date such as `2030-01-31`; ms since 1970. Undefined if it is neither, or past. */
export function expiryOf(text: string, now: number): number | undefined {
  const [, count, unit] = /^([1-9]\d{0,5})([dhm])$/.exec(text) ?? [];
  const at = count !== undefined && isUnit(unit) ? now + Number(count) * minutes[unit] * 60_000 : readTime(text);
  return at !== undefined && at > now ? at : undefined;
}

function isUnit(unit: string | undefined): unit is keyof typeof minutes {
  return unit === 'd' || unit === 'h' || unit === 'm';
}
