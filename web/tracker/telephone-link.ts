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
  return dialled !== undefined && mentionsNumber(decoded(dialled), from) ? to.href : href;
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
