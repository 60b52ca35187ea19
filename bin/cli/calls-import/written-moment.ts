import { writtenTime } from '../orders-import/written-values.ts';

/** What a form of times is made of, as a pattern, and which part of a moment each is. */
const tokens: Readonly<Record<string, readonly [part: Part, pattern: string]>> = {
  YYYY: ['year', '\\d{4}'],
  YY: ['shortYear', '\\d{2}'],
  MMM: ['monthName', '[A-Za-z]{3,9}\\.?'],
  MM: ['month', '\\d{2}'],
  M: ['month', '\\d{1,2}'],
  DD: ['day', '\\d{2}'],
  D: ['day', '\\d{1,2}'],
  HH: ['hour', '\\d{2}'],
  H: ['hour', '\\d{1,2}'],
  hh: ['half', '\\d{2}'],
  h: ['half', '\\d{1,2}'],
  mm: ['minute', '\\d{2}'],
  ss: ['second', '\\d{2}(?:\\.\\d+)?'],
  A: ['noon', '[AaPp]\\.?[Mm]\\.?'],
};
type Part = 'year' | 'shortYear' | 'monthName' | 'month' | 'day' | 'hour' | 'half' | 'minute' | 'second' | 'noon';

const token = /YYYY|YY|MMM|MM|M|DD|D|HH|H|hh|h|mm|ss|A/g;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A form names year, month and day, each part once, and nothing else that is a letter. */
export function isMomentForm(form: string): boolean {
  const parts = partsOf(form);
  const has = (...some: readonly Part[]) => some.some((part) => parts.includes(part));
  const isOnce = new Set(parts).size === parts.length;
  const isWhole = has('year', 'shortYear') && has('month', 'monthName') && has('day');
  return isOnce && isWhole && has('half') === has('noon') && !/[A-Za-z]/.test(form.replace(token, '').replace('T', ''));
}

/** A time as a list has it, by its `form` or in the usual ones, as RFC 3339 in UTC; undefined for anything else. */
export function writtenMoment(text: string, form: string | undefined, timeZone: string): string | undefined {
  if (form === undefined) return unixTime(text) ?? writtenTime(text, timeZone);
  const parts = readParts(text, form);
  if (parts === undefined) return undefined;
  const { year, shortYear, month, monthName, day = '', hour, half, minute = '0', second = '0', noon } = parts;
  const fullYear = year ?? `20${shortYear}`;
  const named = months.indexOf((monthName ?? '').slice(0, 3).toLowerCase()) + 1;
  const hours = half === undefined ? (hour ?? '0') : String((Number(half) % 12) + (/^p/i.test(noon ?? '') ? 12 : 0));
  if (half !== undefined && !(Number(half) >= 1 && Number(half) <= 12)) return undefined;
  const two = (value: string) => value.padStart(2, '0');
  return writtenTime(
    `${fullYear}-${two(month ?? String(named))}-${two(day)} ${two(hours)}:${two(minute)}:${two(second)}`,
    timeZone,
  );
}

/** Seconds or milliseconds since 1970, as a number. */
function unixTime(text: string): string | undefined {
  if (!/^\d{9,10}(\.\d+)?$|^\d{12,13}$/.test(text)) return undefined;
  const value = Number(text);
  return new Date(Math.floor(value < 100_000_000_000 ? value * 1000 : value)).toISOString();
}

function readParts(text: string, form: string): Partial<Record<Part, string>> | undefined {
  const literal = (words: string) => words.replaceAll(/[^\w\s]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`);
  const literals = form.split(token).map(literal);
  const patterns = (form.match(token) ?? []).map((name) => `(${tokens[name]?.[1]})`);
  const pattern = literals.map((words, index) => words + (patterns[index] ?? '')).join('');
  const found = new RegExp(`^${pattern}$`).exec(text.trim());
  if (found === null) return undefined;
  return Object.fromEntries(partsOf(form).map((part, index) => [part, found[index + 1]]));
}

function partsOf(form: string): Part[] {
  return (form.match(token) ?? []).flatMap((name) => tokens[name]?.[0] ?? []);
}

/** How long something took, as seconds (`93`) or with colons (`1:33`, `0:01:33`); undefined for anything else. */
export function writtenSeconds(text: string): number | undefined {
  const [, hours = '0', minutes, seconds] = /^(?:(\d{1,4}):)?(\d{1,4}):(\d{2}(?:\.\d+)?)$/.exec(text.trim()) ?? [];
  if (minutes !== undefined && seconds !== undefined) {
    return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  }
  return /^\d{1,7}(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}
