/** As the API tells it (ISO 8601), or ms since 1970. */
export type Time = string | number;

/** A time of the API in ms. */
export function timeOf(text: string): number {
  return Date.parse(text);
}

const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const;

/** A span in its largest unit that fits: `45 s`, `3 min`, `2 h`, `5 d`. `ms` below 0 counts as 0. */
export function saySpan(ms: number): string {
  const span = Math.max(ms, 0);
  const [size, name] = units.find(([unit]) => span >= unit) ?? [1000, 's'];
  return `${Math.floor(span / size)} ${name}`;
}

/** How long something takes, in its two largest units: `1 h 53 min`, `20 min`, `45 s`. `ms` below 0 counts as 0. */
export function sayDuration(ms: number): string {
  const at = units.findIndex(([unit]) => ms >= unit);
  const [size, name] = units[at] ?? [1000, 's'];
  const [smaller, smallerName] = units[at + 1] ?? [size, name];
  const whole = Math.floor(Math.max(ms, 0) / size);
  const rest = Math.floor((Math.max(ms, 0) - whole * size) / smaller);
  return rest === 0 ? `${whole} ${name}` : `${whole} ${name} ${rest} ${smallerName}`;
}

/** A length as clocks count it: `0:07`, `12:30`, `1:02:03`. Seconds below 0 count as 0. */
export function sayLength(seconds: number): string {
  const whole = Math.floor(Math.max(seconds, 0));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** The day and time of day in a site's zone, in the reader's way. */
export function sayMoment(at: Time, timeZone: string): string {
  return new Date(at).toLocaleString([], { timeZone, dateStyle: 'medium', timeStyle: 'medium' });
}

/** Shorter, for tables: `21 Nov, 14:03:21`. */
export function sayShortMoment(at: Time, timeZone: string): string {
  return new Date(at).toLocaleString([], {
    timeZone,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}

/** The time of day in a site's zone. */
export function sayTimeOfDay(at: Time, timeZone: string): string {
  return new Date(at).toLocaleTimeString([], { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** The day in a site's zone: `Sun, Nov 22, 2026`. */
export function sayDay(at: Time, timeZone: string): string {
  return new Date(at).toLocaleDateString([], {
    timeZone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
  });
}
