import { oneLine } from '../../platform/http/invisible-text.ts';
import type { Ignored } from '../observation.ts';
import { readTime } from './payload-time.ts';

/** Longer texts are no names, numbers or ids, and would only fill the item. */
const longestText = 512;
const longestUrl = 2048;

/**
 * An object of a payload, read field by field. Names are found in any casing, since carriers write `contactId` and
 * `ContactId` on one page. Null, empty text and absent are all "nothing said"; what is there and does not fit is noted.
 */
export interface Part {
  /** The object is there. */
  readonly present: boolean;
  text(name: string): string | undefined;
  /** A text that people read, on one line and without what cannot be seen. */
  line(name: string): string | undefined;
  /** A text of any length up to this, in characters; what is longer is cut. */
  longText(name: string, most: number): string | undefined;
  number(name: string): number | undefined;
  /** A duration, not negative; also from a text of digits. */
  seconds(name: string): number | undefined;
  /** ms since 1970. */
  time(name: string): number | undefined;
  /** Whatever it is. */
  value(name: string): unknown;
  /** An address of the web that is told by its scheme to be safe to call. */
  httpsUrl(name: string): string | undefined;
  flag(name: string): boolean | undefined;
  /** An object inside; one without fields when it is not there. */
  part(name: string): Part;
  /** The objects of a list; what else is in it says nothing. */
  parts(name: string): Part[];
  texts(name: string): string[];
}

/** Reads a value as a `Part`; what does not fit is pushed to `ignored` with its path. */
export function readPart(value: unknown, ignored: Ignored[], path = ''): Part {
  const fields = fieldsByLowerCase(value);
  const read = <T>(
    name: string,
    reason: string | ((found: unknown) => string),
    convert: (value: unknown) => T | null | undefined,
  ) => {
    const found = fields.get(name.toLowerCase());
    if (found === undefined || found === null || found === '') return undefined;
    if (typeof found === 'string' && !found.isWellFormed()) {
      // What is left of an emoji that was cut: JSON can say it, but no table takes it.
      ignored.push({ what: path + name, reason: 'holds half a character' });
      return undefined;
    }
    const converted = convert(found);
    if (converted === undefined) {
      ignored.push({ what: path + name, reason: typeof reason === 'string' ? reason : reason(found) });
    }
    return converted === null ? undefined : converted;
  };
  const noText = (found: unknown) =>
    typeof found === 'string' ? `longer than ${longestText} characters` : 'not a text';
  return {
    present: isObject(value),
    text: (name) => read(name, noText, toText),
    line: (name) => read(name, noText, (found) => toText(typeof found === 'string' ? oneLine(found) : found)),
    longText: (name, most) =>
      read(name, 'not a text', (found) =>
        typeof found === 'string' ? found.slice(0, most).toWellFormed() : undefined,
      ),
    number: (name) => read(name, 'not a number', (found) => (Number.isFinite(found) ? Number(found) : undefined)),
    seconds: (name) => read(name, 'not a number of seconds', toSeconds),
    time: (name) => read(name, 'not a time', readTime),
    value: (name) => fields.get(name.toLowerCase()),
    httpsUrl: (name) => read(name, `not an https address of at most ${longestUrl} characters`, toHttpsUrl),
    flag: (name) => read(name, 'neither true nor false', (found) => (typeof found === 'boolean' ? found : undefined)),
    part: (name) => {
      const inner = read(name, 'not an object', (found) => (isObject(found) ? { found } : undefined));
      return readPart(inner?.found, ignored, `${path}${name}.`);
    },
    parts: (name) =>
      (read(name, 'not a list', (found) => (Array.isArray(found) ? found : undefined)) ?? [])
        .filter(isObject)
        .map((each) => readPart(each, ignored, `${path}${name}[].`)),
    texts: (name) => read(name, 'not a list', toTexts) ?? [],
  };
}

function fieldsByLowerCase(value: unknown): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  if (!isObject(value)) return fields;
  for (const [name, field] of Object.entries(value)) {
    const key = name.toLowerCase();
    fields.set(key, fields.get(key) ?? field);
  }
  return fields;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toText(value: unknown): string | null | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text === '') return null;
  return text.length <= longestText ? text : undefined;
}

function toHttpsUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > longestUrl || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === 'https:' ? url.href : undefined;
}

function toSeconds(value: unknown): number | undefined {
  const seconds = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  if (typeof seconds !== 'number' || !(seconds >= 0 && seconds < 1e9)) return undefined;
  // To the millisecond: a table takes no number as small as JSON can say.
  return Math.round(seconds * 1000) / 1000;
}

function toTexts(value: unknown): string[] | undefined {
  return Array.isArray(value)
    ? value.filter((entry): entry is string => typeof entry === 'string' && entry.isWellFormed())
    : undefined;
}
