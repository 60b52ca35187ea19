import type { MoneyAnswer } from '../../../lambdas/journal/call-answer.ts';

/** `$1,290.50` for people: with the digits and the sign of its currency, in the reader's way. */
export function sayMoney({ amount, currency }: MoneyAnswer): string {
  try {
    return new Intl.NumberFormat([], { style: 'currency', currency }).format(Number(amount));
  } catch {
    return `${amount} ${currency}`;
  }
}
