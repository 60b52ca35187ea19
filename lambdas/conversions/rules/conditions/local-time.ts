/** As people call them, in the order of ISO 8601. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** What a clock on the wall says. `hour`: 0 to 23. */
export interface LocalTime {
  readonly weekday: string;
  readonly hour: number;
}

/** Making one takes a hundred times as long as using it. There are no more than IANA has time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Weekday and hour of a time (ms) in an IANA time zone; undefined for one that this version of the calendar does not know. */
export function localTime(timeZone: string, time: number): LocalTime | undefined {
  const parts = formatOf(timeZone)?.formatToParts(time) ?? [];
  const textOf = (type: string) => parts.find((part) => part.type === type)?.value;
  const [weekday, hour] = [textOf('weekday'), textOf('hour')];
  return weekday === undefined || hour === undefined
    ? undefined
    : { weekday: weekday.toLowerCase(), hour: Number(hour) };
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, weekday: 'long', hour: '2-digit', hourCycle: 'h23' });
    formats.set(timeZone, format);
    return format;
  } catch {
    return undefined;
  }
}
