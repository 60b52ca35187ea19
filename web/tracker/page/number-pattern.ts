import { separators } from '../../../lambdas/settings/written-number.ts';

/** Country codes of one and two digits; all others have three (ITU-T E.164, list of assigned codes). */
const countryCode = /^\+(?=[1-9]\d{6,14}$)(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)$/;

/** What stands between digits of one number, of a text as it is seen. Labels that are spoken have commas for pauses; amounts have them, too. */
const between = `(?:[ ${separators}]|, ){0,5}`;

/** What is dialled in front of a number at home, where it is not 0. */
const trunkPrefixes: Readonly<Record<string, string>> = { '1': '1', '7': '8', '36': '06' };

export interface NumberParts {
  readonly country: string;
  readonly national: string;
}

/** Country code and national number; `undefined` for what is not E.164. */
export function partsOf(e164: string): NumberParts | undefined {
  const [, country, national] = countryCode.exec(e164) ?? [];
  return country && national ? { country, national } : undefined;
}

const patterns = new Map<string, RegExp>();

/**
 * Finds one number (E.164) in a text as it is seen, however it is written: +1 202 555 0199, 001-202-555-0199, (202) 555-0199,
 * +49 (0)30 ..., 030/... Group 1 is what stands before it. `g`: for `replace` and `matchAll` only. Kept, as making one takes
 * longer than using it.
 */
export function numberPattern(e164: string): RegExp {
  const pattern = patterns.get(e164) ?? makePattern(partsOf(e164));
  patterns.set(e164, pattern);
  return pattern;
}

/** Digits, with whatever people put between them. */
function spread(digits: string): string {
  return digits.split('').join(between);
}

function makePattern(parts: NumberParts | undefined): RegExp {
  if (!parts) return /(?!)/;
  const { country, national } = parts;
  const international = `(?:[([]?(?:\\+|00(?:11)?|01[01])${between})?${spread(country)}${between}(?:0${between})?`;
  const atHome = `[([]?${trunkPrefixes[country] ?? '0'}${between}`;
  // A short number without any prefix could be a price or an order number.
  const bare = national.length < 7 ? '' : '?';
  // Digits behind a hyphen are somebody's extension, and a longer number; @ makes it an address.
  return new RegExp(`(^|[^\\d+])((?:${international}|${atHome})${bare}[([]?${spread(national)})(?!-?\\d|@)`, 'g');
}

/** The digits that follow such a text belong to it: a country code, a longer number, an address on the web. */
export function belongsWithNext(text: string): boolean {
  // Most are told by the first pattern, which is made sooner.
  return /[+/]|-$/.test(text) && belonging.test(text);
}

const belonging = new RegExp(`(?:\\+(?:${between}\\d){1,3}${between}(?:0${between})?|\\d{3}-|[a-z]\\.[a-z]{2,}/\\S*)$`);
