import { isTimeZone } from '../../../settings/time-zone.ts';

/**
 * What people call a time zone (IANA) in a language: "Eastern Time", not "America/New_York". `now` in ms: zones change their names as they
 * change their rules. One that only a newer version knows is called as it was written.
 */
export function zoneName(timeZone: string, tag: string, now: number): string {
  if (!isTimeZone(timeZone)) return timeZone;
  const generic = named('longGeneric', timeZone, tag, now);
  // Of UTC, and of what has no name without the season, that is but an offset.
  return generic.startsWith('GMT') ? named('long', timeZone, tag, now) : generic;
}

function named(timeZoneName: 'longGeneric' | 'long', timeZone: string, tag: string, now: number): string {
  const parts = new Intl.DateTimeFormat(tag, { timeZone, timeZoneName }).formatToParts(now);
  const name = parts.filter(({ type }) => type === 'timeZoneName');
  return name.map(({ value }) => value).join('');
}
