import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { E164 } from '../e164.ts';
import type { ShownNumber } from './pool-summary.ts';

/**
 * How a number that the user owns is shown to visitors: in national form if it is of the site's country, else in
 * international form. Undefined when no such number can exist.
 */
export function shownOwnNumber(number: E164, country: string | undefined): ShownNumber | undefined {
  const parsed = parsePhoneNumberFromString(number);
  if (parsed === undefined || parsed.number !== number || !parsed.isValid()) return undefined;
  const home = country !== undefined && parsed.country === country;
  return {
    e164: number,
    display: home ? parsed.formatNational() : parsed.formatInternational(),
    href: `tel:${number}`,
  };
}
