import * as z from 'zod';

const told = z.object({ source: z.string() });

/**
 * Reads JSON text, also after a byte order mark. A number that would not be the same one when it is written again, like an id of 18 digits,
 * is the text that stands there. The reason says nothing of the text itself.
 */
export function readExactJson(text: string): { readonly value: unknown } | { readonly malformed: string } {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, ''), exactNumber) };
  } catch {
    return { malformed: 'the body is not JSON' };
  }
}

function exactNumber(_name: string, value: unknown, ...more: unknown[]): unknown {
  if (typeof value !== 'number') return value;
  const { data } = told.safeParse(more[0]);
  return data === undefined || String(value) === withoutZeros(data.source) ? value : data.source;
}

/** `129.50` and `129.5` are the same. */
function withoutZeros(number: string): string {
  return number.includes('.') ? number.replace(/\.?0+$/, '') : number;
}
