import { endsInCountryCode, numberPattern, partsOf } from './number-pattern.ts';
import type { ShownNumber } from './shown-number.ts';

/** Puts `to` wherever one of the numbers `from` (E.164) is written, in the page's own way of writing where that fits. */
export function replaceNumbers(text: string, from: readonly string[], to: ShownNumber): string {
  return from.reduce((current, number) => replaceNumber(current, number, to), text);
}

/** Does the text name one of the numbers (E.164)? */
export function mentionsNumber(text: string, numbers: readonly string[]): boolean {
  return replaceNumbers(text, numbers, { e164: '', display: '\n', href: '' }) !== text;
}

/** The link for a `tel:` link to one of the numbers; any other link stays as it is. */
export function replaceLink(href: string, from: readonly string[], to: ShownNumber): string {
  const dialled = /^tel:(.*)/i.exec(href)?.[1];
  return dialled !== undefined && mentionsNumber(dialled.replace(/%20/g, ' '), from) ? to.href : href;
}

function replaceNumber(text: string, from: string, to: ShownNumber): string {
  const parts = partsOf(from);
  // Most text holds no digit at all; the pattern is for the rest.
  if (parts === undefined || !/\d/.test(text)) return text;
  return text.replace(numberPattern(parts), (all: string, before: string, match: string, offset: number) => {
    if (endsInCountryCode.test(text.slice(0, offset) + before)) return all;
    // The bracket of "(202 555 0199)" belongs to the sentence, that of "(202) 555 0199" to the number.
    const bracket = match.startsWith('(') && !match.includes(')') ? '(' : '';
    return before + bracket + writtenLike(match.slice(bracket.length), from, to);
  });
}

/** The new number in the form in which the old one was found, if both are built alike; else as the API displays it. */
function writtenLike(found: string, from: string, to: ShownNumber): string {
  const [old, fresh] = [partsOf(from), partsOf(to.e164)];
  if (!old || !fresh || old.country !== fresh.country || old.national.length !== fresh.national.length) {
    return to.display;
  }
  const start = indexOfDigit(found, found.replace(/\D/g, '').length - old.national.length);
  const areaCode = /^\d+/.exec(found.slice(start))?.[0] ?? '';
  // Grouping goes with the area code: 030 231... is not to become 021 130... North America's are all alike.
  if (old.country !== '1' && !fresh.national.startsWith(old.national.slice(0, areaCode.length))) {
    return areaCode.length === old.national.length ? found.slice(0, start) + fresh.national : to.display;
  }
  let next = 0;
  return found.slice(0, start) + found.slice(start).replace(/\d/g, () => fresh.national.charAt(next++));
}

function indexOfDigit(text: string, count: number): number {
  let seen = -1;
  return text.split('').findIndex((character) => /\d/.test(character) && ++seen === count);
}
