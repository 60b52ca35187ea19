import { readAmount } from '../../conversions/money.ts';
import type { SaidOutcome } from './said-outcome.ts';

/** What the page's buttons send, or what is wrong with it, in a sentence for whoever pressed one. */
export type ReadForm = { readonly said: SaidOutcome } | { readonly refused: string; readonly amount: string };

/** No amount that people write is longer. */
const longestAmount = 30;

/**
 * Reads `application/x-www-form-urlencoded` bytes. An amount may be written with a comma or a point before its last digits; groups of three
 * have spaces between them, or the other of the two where both are there. Empty and 0 say nothing of money. `currency`: the site's; without one amounts are not looked at.
 */
export function readOutcomeForm(body: Uint8Array, currency: string | undefined): ReadForm {
  const form = new URLSearchParams(new TextDecoder().decode(body));
  const amount = (form.get('amount') ?? '').trim().slice(0, longestAmount);
  const outcome = form.get('outcome');
  if (outcome === 'lost') return { said: { outcome } };
  if (outcome !== 'won') return { refused: 'Please press one of the two buttons.', amount };
  const digits = plainDigits(amount);
  if (digits === '' || currency === undefined) return { said: { outcome, amount: undefined } };
  const read = readAmount(digits, currency);
  if ('refused' in read) return { refused: `The amount ${read.refused}.`, amount };
  return { said: { outcome, amount: read.money.minor === 0 ? undefined : read.money } };
}

/** `1.250,00`, `1,250.00` and `1 250,00` as `1250.00`. One separator alone stands before the last digits: whoever means another thing is told. */
function plainDigits(amount: string): string {
  const text = amount.replace(/\s/g, '');
  const [, grouped = '', fraction] =
    /^(\d{1,3}(?:\.\d{3})+),(\d+)$/.exec(text) ?? /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/.exec(text) ?? [];
  return fraction === undefined ? text.replace(',', '.') : `${grouped.replace(/[.,]/g, '')}.${fraction}`;
}
