import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { E164 } from '../settings/e164.ts';
import { asE164, personalNumber } from './phone.ts';

/**
 * A number as E.164 that is written as people do within a `country` (ISO 3166-1 alpha-2), or anywhere; undefined when it is none there.
 * In a file apart, as the numbering plans of all countries come with it.
 */
export function nationalNumber(address: string, country: string | undefined): E164 | undefined {
  const international = asE164(address);
  if (international !== undefined) return international;
  if (country === undefined || !isSupportedCountry(country)) return undefined;
  const national = parsePhoneNumberFromString(address, country);
  return national?.isValid() ? asE164(national.number) : undefined;
}

/** The same for the number of a person: what stands for a withheld one is none. */
export function personalNationalNumber(address: string, country: string | undefined): E164 | undefined {
  const number = nationalNumber(address, country);
  return number && personalNumber(number);
}
