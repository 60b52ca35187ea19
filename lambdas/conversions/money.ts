import * as z from 'zod';

/** An amount of one currency in minor units (cents, yen, fils), so that sums are exact. */
export const money = z.object({ minor: z.number().int(), currency: z.string() });
export type Money = Readonly<z.infer<typeof money>>;

/** A decimal amount as a string, at most 12 digits before and 3 after the point, never negative. */
export const decimalAmount = z
  .string()
  .regex(
    /^\d{1,12}(\.\d{1,3})?$/,
    'must be a decimal amount that is not negative, like "129.50", at most 12 digits before the point',
  );

/** What a decimal text comes to, or why it is no amount of that currency. */
export type ReadAmount = { readonly money: Money } | { readonly refused: string };

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** How many digits ISO 4217 gives a currency after the point; undefined for a code that is none. */
export function currencyDigits(currency: string): number | undefined {
  if (!currencies.has(currency)) return undefined;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
}

/** Reads an amount that is not negative, like "129.50". More digits than the currency has are refused, never rounded. */
export function readAmount(amount: string, currency: string): ReadAmount {
  const digits = currencyDigits(currency);
  if (digits === undefined) return { refused: 'must be in an ISO 4217 currency' };
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  if (whole === undefined) return { refused: 'must be a decimal amount that is not negative, like "129.50"' };
  if (whole.length > 12) return { refused: 'must have at most 12 digits before the point' };
  if (fraction.length > digits) return { refused: `must have at most ${digits} digits after the point in ${currency}` };
  const minor = Number(whole + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? { money: { minor, currency } } : { refused: 'is too large' };
}

/** The amount as a decimal text with all digits of its currency: "129.50", "-5.00", "1300". */
export function amountText({ minor, currency }: Money): string {
  const digits = currencyDigits(currency) ?? 2;
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** ISO 4217's code for "no currency". Stands where a call belongs to no site; such a call has no rules, so nothing is ever counted in it. */
export const noCurrency = 'XXX';
