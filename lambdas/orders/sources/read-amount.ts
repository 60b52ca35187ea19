import { amountText, currencyDigits } from '../../conversions/money.ts';
import { type Decimal, readDecimal, wholeNumber } from './decimal.ts';
import { textOf } from './expression.ts';
import type { OrderMapping } from './order-mapping.ts';

/** In what a sender counts. */
export type Counting = Pick<OrderMapping, 'amountUnit' | 'minorDigits'>;

/**
 * A sender's amount in minor units of the currency by ISO 4217. What has more digits than that is rounded: senders calculate, and nobody is
 * asked again. Undefined for what is no amount, and for a currency that is none.
 */
export function minorUnits(amount: Decimal, currency: string, counting: Counting): number | undefined {
  const digits = currencyDigits(currency);
  if (digits === undefined) return undefined;
  const counted = counting.amountUnit === 'major' ? 0 : (counting.minorDigits?.[currency] ?? digits);
  return wholeNumber(amount, digits - counted);
}

/** One amount or several, added up, in minor units; undefined when one of them is no amount, or there is none. */
export function totalOf(value: unknown, currency: string, counting: Counting): number | undefined {
  const all = Array.isArray(value) ? value : [value];
  let total = 0;
  for (const one of all) {
    const amount = readDecimal(textOf(one) ?? '');
    const minor = amount && minorUnits(amount, currency, counting);
    if (minor === undefined) return undefined;
    total += minor;
  }
  return all.length > 0 && Number.isSafeInteger(total) ? total : undefined;
}

/** As a report of an order has it: "129.50". */
export function reportedAmount(minor: number, currency: string): string {
  return amountText({ minor, currency });
}
