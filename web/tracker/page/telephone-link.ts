import { tried } from '../../fields.ts';
import { partsOf } from './number-pattern.ts';
import { writtenNumbers } from './number-text.ts';
import type { ShownNumber } from './shown-number.ts';

/** As browsers read addresses: they take no notice of spaces around them. */
const telephone = /^\s*(?:tel|callto):(.*)/is;

export function isTelephoneAddress(href: string): boolean {
  return dialledBy(href) !== undefined;
}

/** The address for a link that dials one of the numbers (E.164), in any encoding; any other stays as it is. */
export function replaceLink(href: string, from: readonly string[], to: ShownNumber): string {
  const dialled = dialledBy(href);
  return dialled && writtenNumbers(decoded(dialled), from, to).length > 0 ? to.href : href;
}

function dialledBy(href: string): string | undefined {
  // As nearly all are written: no pattern has to be made.
  return href.startsWith('tel:') ? href.slice(4) : telephone.exec(href)?.[1];
}

/** The address leads to mail, to a chat or to a page by one of the numbers (E.164), and dials none. */
export function leadsElsewhereBy(numbers: readonly string[], href: string): boolean {
  if (!href || isTelephoneAddress(href)) return false;
  const digits = decoded(href).replace(/\D/g, '');
  return numbers.some((number) => digits.includes(partsOf(number)?.national ?? number));
}

/** What cannot be decoded is read as it stands. */
function decoded(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[\da-f]{2})+/gi, (bytes) => tried(() => decodeURIComponent(bytes)) ?? ' ');
}
