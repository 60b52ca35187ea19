import { partsOf } from './number-pattern.ts';
import { mentionsNumber } from './number-text.ts';
import type { ShownNumber } from './shown-number.ts';

/** As browsers read addresses: they take no notice of spaces around them. */
const telephone = /^\s*(?:tel|callto):(?:\/\/)?(.*)/is;

export function isTelephoneAddress(href: string): boolean {
  return telephone.test(href);
}

/** The address for a link that dials one of the numbers (E.164), in any encoding; any other stays as it is. */
export function replaceLink(href: string, from: readonly string[], to: ShownNumber): string {
  const dialled = telephone.exec(href)?.[1];
  return dialled && mentionsNumber(decoded(dialled), from) ? to.href : href;
}

/** The address leads to mail, to a chat or to a page by one of the numbers (E.164), and dials none. */
export function leadsElsewhereBy(numbers: readonly string[], href: string): boolean {
  const digits = decoded(href).replace(/\D/g, '');
  return !isTelephoneAddress(href) && numbers.some((number) => digits.includes(partsOf(number)?.national ?? number));
}

/** What cannot be decoded is read as it stands. */
function decoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return ' ';
    }
  });
}
