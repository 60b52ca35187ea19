import { amountText, readAmount } from '../../../lambdas/conversions/money.ts';

/** Adds an amount to those of its currency: exact, however much it is. */
export function addMoney(
  values: Map<string, bigint>,
  { amount, currency }: { readonly amount: string; readonly currency: string },
): void {
  const read = readAmount(amount, currency);
  if ('money' in read) values.set(currency, (values.get(currency) ?? 0n) + BigInt(read.money.minor));
}

/** Sums of money as texts, such as `150.00 EUR`. */
export function moneyTexts(values: ReadonlyMap<string, bigint>): string[] {
  return [...values].map(([currency, minor]) => `${amountText({ minor: Number(minor), currency })} ${currency}`);
}
