import { addDays, calendarOf } from '../../../lambdas/journal/days.ts';
import { expiryOf } from '../expiry.ts';
import { readTime } from '../read-time.ts';

/** It names a day, whose end is another time in each time zone. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && readTime(text) !== undefined;
}

/**
 * Until when numbers are given: `30d` or `12h` from now, a time with its zone, or the last second of a day such as `2030-01-31` in a time zone;
 * ms since 1970. Undefined if it is none of these, or past.
 */
export function untilOf(text: string, now: number, timeZone: string): number | undefined {
  if (!isDay(text)) return expiryOf(text, now);
  const at = calendarOf(timeZone).startOf(addDays(text, 1)) - 1000;
  return at > now ? at : undefined;
}
