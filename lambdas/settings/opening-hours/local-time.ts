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

/** The clock of a time zone. Making a format takes a hundred times as long as using it, and that a hundred times as long as to look here. */
interface Clock {
  readonly format: Intl.DateTimeFormat;
  /** What it showed last: all spans of a site ask for one moment after the other. */
  last?: { readonly time: number; readonly shown: LocalTime | undefined };
}

/** There are no more than IANA has time zones. */
const clocks = new Map<string, Clock>();

/** What a time (ms) is in an IANA time zone; undefined for one that this version of the calendar does not know. */
export function localTime(timeZone: string, time: number): LocalTime | undefined {
  const clock = clockOf(timeZone);
  if (clock === undefined) return undefined;
  if (clock.last?.time !== time) clock.last = { time, shown: shownBy(clock.format, time) };
  return clock.last.shown;
}

function shownBy(format: Intl.DateTimeFormat, time: number): LocalTime | undefined {
  const parts = format.formatToParts(time);
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

function clockOf(timeZone: string): Clock | undefined {
  const known = clocks.get(timeZone);
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
    const clock = { format };
    clocks.set(timeZone, clock);
    return clock;
  } catch {
    return undefined;
  }
}
