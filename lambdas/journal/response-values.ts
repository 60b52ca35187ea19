import * as z from 'zod';
import { amountText, type Money } from '../conversions/money.ts';
import { isoTime } from '../platform/iso-time.ts';

/** Money as the API tells it: a decimal text with all digits of the currency. */
export const toldMoney = z.object({ amount: z.string(), currency: z.string() });
export type ToldMoney = z.infer<typeof toldMoney>;

/** With a decimal amount, like "129.50". */
export function tellMoney(money: Money): ToldMoney {
  return { amount: amountText(money), currency: money.currency };
}

/** A time (ms since 1970) that may be unknown, as the API tells it. */
export function tellTimeIfAny(time: number | undefined): string | undefined {
  return time === undefined ? undefined : isoTime(time);
}
