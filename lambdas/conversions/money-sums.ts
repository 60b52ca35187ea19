import type { Money } from './money.ts';

/** Sums of money by currency, in minor units: exact, however much it is. */
export type MoneySums = Map<string, bigint>;

/** Adds to the sum of the money's currency. */
export function addMoney(
  sums: MoneySums,
  { currency, minor }: { readonly currency: string; readonly minor: number | bigint },
): void {
  sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(minor));
}

/** The sums, each as money, in the order in which their currencies came. */
export function moneyOf(sums: ReadonlyMap<string, bigint>): Money[] {
  return [...sums].map(([currency, minor]) => ({ minor: Number(minor), currency }));
}
