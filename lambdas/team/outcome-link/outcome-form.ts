import { readAmount } from '../../conversions/money.ts';
import type { SaidOutcome } from './said-outcome.ts';

/** What the page's buttons send, or what is wrong with it, in a sentence for whoever pressed one. */
export type ReadForm = { readonly said: SaidOutcome } | { readonly refused: string; readonly amount: string };

/** No amount that people write is longer. */
const longestAmount = 30;

/**
 * Reads `application/x-www-form-urlencoded` bytes. An amount may be written with a comma or a point before its last digits, with spaces
 * between groups; empty and 0 say nothing of money. `currency`: the site's; without one amounts are not looked at.
 */
export function readOutcomeForm(body: Uint8Array, currency: string | undefined): ReadForm {
  const form = new URLSearchParams(new TextDecoder().decode(body));
  const amount = (form.get('amount') ?? '').trim().slice(0, longestAmount);
  const outcome = form.get('outcome');
  if (outcome === 'lost') return { said: { outcome } };
  if (outcome !== 'won') return { refused: 'Please press one of the two buttons.', amount };
  const digits = amount.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (digits === '' || currency === undefined) return { said: { outcome, amount: undefined } };
  const read = readAmount(digits, currency);
  if ('refused' in read) return { refused: `The amount ${read.refused}.`, amount };
  return { said: { outcome, amount: read.money.minor === 0 ? undefined : read.money } };
}
