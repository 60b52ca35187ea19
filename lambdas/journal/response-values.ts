import { amountText, type Money } from '../conversions/money.ts';
import { isoTime } from '../platform/iso-time.ts';
import type { ToldMoney } from './call-answer.ts';

/** With a decimal amount, like "129.50". */
export function tellMoney(money: Money): ToldMoney {
  return { amount: amountText(money), currency: money.currency };
}

/** A time (ms since 1970) that may be unknown, as the API tells it. */
export function tellTimeIfAny(time: number | undefined): string | undefined {
  return time === undefined ? undefined : isoTime(time);
}
