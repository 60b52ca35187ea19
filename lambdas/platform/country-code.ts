import * as z from 'zod';

/** ISO 3166-1 alpha-2, in capital letters. */
export const countryCode = z.string().refine((value) => /^[A-Z]{2}$/.test(value) && isCountry(value), {
  message: 'must be an ISO 3166 country code, like DE',
});

/** Withdrawn codes are names for what came after them; and groups of countries, and what is unknown, are none. */
function isCountry(value: string): boolean {
  const isPresent = Intl.getCanonicalLocales(`und-${value}`)[0] === `und-${value}`;
  const name = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(value);
  return isPresent && name !== undefined && !['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'].includes(value);
}
