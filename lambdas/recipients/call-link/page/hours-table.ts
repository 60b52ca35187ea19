import { type HourSpan, isOnDay, type KindOfDay, minutesOf } from '../../../settings/opening-hours/hour-span.ts';
import { weekdays } from '../../../settings/opening-hours/local-time.ts';
import type { PageLocale } from './page-locale.ts';
import { zoneName } from './zone-name.ts';

/** Days with the same hours, and these, as people read them. */
export interface HoursRow {
  readonly days: string;
  readonly hours: string;
}

/** The hours of a week as they are now (ms): neighbouring days with the same ones together. Holidays are in it where the site has some. */
export function hoursTable(
  spans: readonly HourSpan[],
  hasHolidays: boolean,
  locale: PageLocale,
  now: number,
): HoursRow[] {
  const { words } = locale;
  const hoursOn = (day: KindOfDay) =>
    hoursOf(
      spans.filter((span) => isOnDay(span, day)),
      locale,
      now,
    );
  const groups: { first: number; last: number; hours: string }[] = [];
  for (const [index, day] of weekdays.entries()) {
    const hours = hoursOn(day);
    const group = groups.at(-1);
    if (group?.hours === hours) group.last = index;
    else groups.push({ first: index, last: index, hours });
  }
  const rows = groups.map(({ first, last, hours }) => ({ days: daysOf(first, last, locale), hours }));
  return hasHolidays ? [...rows, { days: words.holidays, hours: hoursOn('holiday') }] : rows;
}

function hoursOf(spans: readonly HourSpan[], { tag, words }: PageLocale, now: number): string {
  if (spans.length === 0) return words.closedAllDay;
  return spans
    .toSorted((one, other) => minutesOf(one.from) - minutesOf(other.from))
    .map(({ from, to, timeZone }) => {
      const zone = timeZone === undefined ? '' : ` (${zoneName(timeZone, tag, now)})`;
      if (from === '00:00' && to === '24:00') return `${words.aroundTheClock}${zone}`;
      return `${clockTime(from, tag)} – ${clockTime(to, tag)}${zone}`;
    })
    .join(', ');
}

/** The days from one to another of a week that begins on Monday. */
function daysOf(first: number, last: number, { tag, words }: PageLocale): string {
  const [from, to] = [first, last].map((day) => nameOfDay(day, tag));
  if (last - first === weekdays.length - 1) return words.everyDay;
  return first === last ? `${from}` : `${from} – ${to}`;
}

/** The name of a weekday, 0 is Monday: 5 January 1970 was one. */
function nameOfDay(day: number, tag: string): string {
  return new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(1970, 0, 5 + day));
}

/** `18:30` as it is written there. */
function clockTime(time: string, tag: string): string {
  return new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: 'UTC' }).format(minutesOf(time) * 60_000);
}
