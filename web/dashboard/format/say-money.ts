import { field, textField } from '../../fields.ts';

/** An amount as the API tells it: a decimal text, so that nothing is lost. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

export function parseMoney(value: unknown): Money | undefined {
  const amount = textField(value, 'amount');
  const currency = textField(value, 'currency');
  return amount === undefined || currency === undefined ? undefined : { amount, currency };
}

export function moneyField(value: unknown, name: string): Money | undefined {
  return parseMoney(field(value, name));
}

/** `$1,290.50` for people: with the digits and the sign of its currency, in the reader's way. */
export function sayMoney({ amount, currency }: Money): string {
  try {
    return new Intl.NumberFormat([], { style: 'currency', currency }).format(Number(amount));
  } catch {
    return `${amount} ${currency}`;
  }
}
