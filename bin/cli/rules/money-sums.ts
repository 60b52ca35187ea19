import { amountText, readAmount } from '../../../lambdas/conversions/money.ts';
import { addMoney, type MoneySums, moneyOf } from '../../../lambdas/conversions/money-sums.ts';

/** Adds an amount, as the API tells it, to those of its currency. */
export function addAmount(
  sums: MoneySums,
  { amount, currency }: { readonly amount: string; readonly currency: string },
): void {
  const read = readAmount(amount, currency);
  if ('money' in read) addMoney(sums, read.money);
}

/** Sums of money as texts, such as `150.00 EUR`. */
export function moneyTexts(sums: ReadonlyMap<string, bigint>): string[] {
  return moneyOf(sums).map((money) => `${amountText(money)} ${money.currency}`);
}
