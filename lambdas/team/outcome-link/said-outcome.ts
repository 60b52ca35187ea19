import type { LedgerEntry } from '../../conversions/ledger/ledger.ts';
import type { Money } from '../../conversions/money.ts';
import type { OutcomeCategory } from '../../settings/sites/outcomes.ts';

/** What somebody says by a link: one of the site's outcomes, or that the call was won or lost; and perhaps what it is worth. */
export interface SaidOutcome {
  readonly outcome: string;
  readonly amount?: Money | undefined;
}

/** What may be said where the site has no list. */
export const wonOrLost: readonly OutcomeCategory[] = [
  { outcome: 'won', label: 'Won' },
  { outcome: 'lost', label: 'Lost', lost: true },
];

/** The source of entries that are made by links: their event ids are the ordinals of what was said. */
export const linkSource = 'outcome-link';

/** So often may what was said of one call be corrected. A link is no place to play. */
export const mostSaid = 50;

/** What was said by links until now. */
export interface SaidUntilNow {
  /** How often. */
  readonly times: number;
  /** The last one; undefined as long as nobody said anything. */
  readonly outcome: string | undefined;
  /** The sale that counts, if there is one. */
  readonly sale: { readonly event: string; readonly amount: Money } | undefined;
}

/** Reads what was said by links from all that was reported of a call. The same for every order of the entries. */
export function saidUntilNow(ledger: readonly LedgerEntry[]): SaidUntilNow {
  const said = ledger
    .filter(({ source, event }) => source === linkSource && /^\d{1,4}$/.test(event))
    .sort((a, b) => Number(a.event) - Number(b.event));
  const cancelled = new Set(
    ledger.flatMap(({ source, revenue }) =>
      source === linkSource && revenue?.kind === 'cancel' ? [revenue.cancels] : [],
    ),
  );
  const sale = said.findLast(({ event, revenue }) => revenue?.kind === 'sale' && !cancelled.has(event));
  return {
    times: Number(said.at(-1)?.event ?? 0),
    outcome: said.at(-1)?.outcome,
    sale: sale?.revenue?.kind === 'sale' ? { event: sale.event, amount: sale.revenue.amount } : undefined,
  };
}

/**
 * The entries that say it, to be put together or not at all; none where it was said already. Their ids follow from how much was said before:
 * of two who say something at once one comes first, and the other sees it. What is corrected is cancelled, so the call is worth what
 * was said last.
 */
export function entriesOf(said: SaidOutcome, before: SaidUntilNow, call: string, now: number): LedgerEntry[] {
  const { sale } = before;
  const isSameAmount = sale?.amount.minor === said.amount?.minor && sale?.amount.currency === said.amount?.currency;
  if (before.outcome === said.outcome && isSameAmount) return [];
  const event = String(before.times + 1);
  const entry = { call, source: linkSource, event, receivedAt: now, outcome: said.outcome };
  const cancel = sale && { kind: 'cancel' as const, cancels: sale.event };
  if (isSameAmount) return [entry];
  if (said.amount === undefined) return [{ ...entry, ...(cancel && { revenue: cancel }) }];
  const sold = { ...entry, revenue: { kind: 'sale' as const, amount: said.amount } };
  if (cancel === undefined) return [sold];
  return [sold, { call, source: linkSource, event: `${event}-cancels`, receivedAt: now, revenue: cancel }];
}
