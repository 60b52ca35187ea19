import { type Money, readAmount } from '../../conversions/money.ts';
import type { OutcomeCategory } from '../../settings/sites/outcomes.ts';
import type { SaidOutcome } from './said-outcome.ts';

/** What the page's buttons send, or what is wrong with it, in a sentence for whoever pressed one. */
export type ReadForm = { readonly said: SaidOutcome } | { readonly refused: string; readonly amount: string };

/** No amount that people write is longer. */
const longestAmount = 30;

/**
 * Reads `application/x-www-form-urlencoded` bytes. An amount may be written with a comma or a point before its last digits; groups of three
 * have spaces between them, or the other of the two where both are there. Empty and 0 say nothing of money. What was lost is worth nothing: an
 * amount beside it is refused, unless it is what the page had in its field (`shown`). `currency`: the site's; without one amounts are not looked at. `outcomes`: those
 * that the page has buttons for.
 */
export function readOutcomeForm(
  body: Uint8Array,
  {
    currency,
    shown,
    outcomes,
  }: {
    readonly currency: string | undefined;
    readonly shown: Money | undefined;
    readonly outcomes: readonly OutcomeCategory[];
  },
): ReadForm {
  const form = new URLSearchParams(new TextDecoder().decode(body));
  const amount = (form.get('amount') ?? '').trim().slice(0, longestAmount);
  const category = outcomes.find(({ outcome }) => outcome === form.get('outcome'));
  if (category === undefined) return { refused: 'Please press one of the buttons.', amount };
  const { outcome } = category;
  const digits = plainDigits(amount);
  const read = digits === '' || currency === undefined ? undefined : readAmount(digits, currency);
  if (read !== undefined && 'refused' in read) return { refused: `The amount ${read.refused}.`, amount };
  const said = read === undefined || read.money.minor === 0 ? undefined : read.money;
  if (category.lost !== true) return { said: { outcome, amount: said } };
  if (said === undefined || isSame(said, shown)) return { said: { outcome } };
  return { refused: 'What is lost is worth nothing. Please empty the amount, or press another button.', amount };
}

function isSame(one: Money, other: Money | undefined): boolean {
  return one.minor === other?.minor && one.currency === other.currency;
}

/** `1.250,00`, `1,250.00` and `1 250,00` as `1250.00`. One separator alone stands before the last digits: whoever means another thing is told. */
function plainDigits(amount: string): string {
  const text = amount.replace(/\s/g, '');
  const [, grouped = '', fraction] =
    /^(\d{1,3}(?:\.\d{3})+),(\d+)$/.exec(text) ?? /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/.exec(text) ?? [];
  return fraction === undefined ? text.replace(',', '.') : `${grouped.replace(/[.,]/g, '')}.${fraction}`;
}
