/** As people call them, in the order of ISO 8601. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** What calendar and clock on the wall say. `hour`: 0 to 23; `minuteOfDay`: 0 to 1439; `date`: as ISO 8601. */
export interface LocalTime {
  readonly weekday: Weekday;
  readonly hour: number;
  readonly minuteOfDay: number;
  readonly date: string;
}

/** Making one takes a hundred times as long as using it. There are no more than IANA has time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** What a time (ms) is in an IANA time zone; undefined for one that this version of the calendar does not know. */
export function localTime(timeZone: string, time: number): LocalTime | undefined {
  const parts = formatOf(timeZone)?.formatToParts(time) ?? [];
  const textOf = (type: string) => parts.find((part) => part.type === type)?.value;
  const [year, month, day, hour, minute] = ['year', 'month', 'day', 'hour', 'minute'].map(textOf);
  if (year === undefined || hour === undefined) return undefined;
  const date = `${year.padStart(4, '0')}-${month}-${day}`;
  return { date, weekday: weekdayOf(date), hour: Number(hour), minuteOfDay: Number(hour) * 60 + Number(minute) };
}

/** The day before a date: of the calendar, so that it is right where a day has 23 or 25 hours. */
export function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}

/** Of a date as ISO 8601 writes it. */
export function weekdayOf(date: string): Weekday {
  // Sunday is 0 there.
  return weekdays[(new Date(date).getUTCDay() + 6) % 7] ?? 'monday';
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  try {
    const format = new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
    return format;
  } catch {
    return undefined;
  }
}
