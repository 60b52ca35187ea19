import { parse } from 'node:querystring';
import { readTime } from '../payload-time.ts';
import { readJson } from '../read-json.ts';

/** The fields of a form, or of a flat JSON object; of a field that comes more than once the first. Never throws. */
export function formFields(raw: string): ReadonlyMap<string, string> {
  const text = raw.replace(/^\uFEFF/, '');
  return new Map(
    Object.entries(text.trimStart().startsWith('{') ? jsonFields(text) : parse(text, '&', '=', { maxKeys: 0 })).flatMap(
      ([name, value]): [string, string][] => {
        const first: unknown = Array.isArray(value) ? value[0] : value;
        return typeof first === 'string' || typeof first === 'number' || typeof first === 'boolean'
          ? [[name, String(first)]]
          : [];
      },
    ),
  );
}

function jsonFields(text: string): object {
  const json = readJson(text);
  return 'value' in json && typeof json.value === 'object' && json.value !== null ? json.value : {};
}

/** `Tue, 03 Aug 2021 13:14:15 +0000`, as RFC 2822 has it. */
const mailTime = /^[a-z]{3}, \d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}:\d{2} (?:[+-]\d{4}|GMT|UTC?)$/i;

/** A time of a form, ms: Twilio writes it as mails do, Telnyx by ISO 8601. Undefined for none. */
export function readFormTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = mailTime.test(text) ? Date.parse(text) : readTime(text);
  return time === null || Number.isNaN(time) ? undefined : time;
}
