import type { Money } from '../money.ts';
import type { LedgerEntry } from './ledger.ts';

/** An entry and what became of it. `noted`: it says nothing of money. */
export interface LedgerLine extends LedgerEntry {
  readonly state: 'counted' | 'cancelled' | 'ignored' | 'noted';
  readonly reason?: string;
}

/** What all that was ever reported of a call comes to. */
export interface Ledger {
  /** In the order in which they arrived. */
  readonly lines: readonly LedgerLine[];
  /** Sales less refunds, never below 0. */
  readonly value: Money;
  /** There is a sale that counts. */
  readonly hasSale: boolean;
  /** When the first of them was made, ms. */
  readonly firstSaleAt: number | undefined;
  /** The last one reported. */
  readonly outcome: string | undefined;
  /** All that were reported, in the order in which they arrived, and when they came about, ms. */
  readonly outcomes: readonly { readonly outcome: string; readonly at: number }[];
  /** All that were ever reported, each once. */
  readonly tags: readonly string[];
}

/**
 * Adds up a call's entries in one currency. Pure, never throws, the same for every order of the entries: what does not fit is
 * kept as an ignored line, with the reason.
 */
export function foldLedger(entries: readonly LedgerEntry[], currency: string): Ledger {
  const ordered = [...entries].sort(byArrival);
  const cancels = winningCancels(ordered, currency);
  const judged = ordered.map((entry) => judge(entry, { ordered, cancels, currency }));
  const counted = judged.filter(({ state }) => state === 'counted');
  const sales = counted.filter(({ revenue }) => revenue?.kind === 'sale').map(timeOf);
  const outcomes = ordered.flatMap((entry) =>
    entry.outcome === undefined ? [] : [{ outcome: entry.outcome, at: timeOf(entry) }],
  );
  const sum = counted.reduce((total, { revenue }) => total + signedMinor(revenue), 0n);
  const lastRefund = counted.findLast(({ revenue }) => revenue?.kind === 'refund');
  return {
    lines: judged.map((line) =>
      sum < 0n && line === lastRefund
        ? { ...line, reason: 'the refunds are larger than the sales, so the value stays 0' }
        : line,
    ),
    value: { minor: clamped(sum), currency },
    hasSale: sales.length > 0,
    firstSaleAt: sales.length === 0 ? undefined : Math.min(...sales),
    outcome: outcomes.at(-1)?.outcome,
    outcomes,
    tags: [...new Set(ordered.flatMap(({ tags }) => tags ?? []))].sort(),
  };
}

interface Context {
  readonly ordered: readonly LedgerEntry[];
  /** The cancellation that counts, by the entry that it cancels. */
  readonly cancels: ReadonlyMap<LedgerEntry, LedgerEntry>;
  readonly currency: string;
}

function judge(entry: LedgerEntry, { ordered, cancels, currency }: Context): LedgerLine {
  const { revenue } = entry;
  if (revenue === undefined) return { ...entry, state: 'noted' };
  if (revenue.kind !== 'cancel') {
    const unfit = whyUnfit(revenue.amount, currency);
    if (unfit !== undefined) return { ...entry, state: 'ignored', reason: unfit };
    const cancel = cancels.get(entry);
    if (cancel === undefined) return { ...entry, state: 'counted' };
    return { ...entry, state: 'cancelled', reason: `cancelled by ${cancel.event}` };
  }
  const target = ordered.find((other) => isCancelledBy(other, entry));
  const cancel = target && cancels.get(target);
  if (cancel === entry) return { ...entry, state: 'counted' };
  const reason = cancel === undefined ? whyNothing(target) : 'that event is cancelled already';
  return { ...entry, state: 'ignored', reason };
}

function whyNothing(target: LedgerEntry | undefined): string {
  if (target === undefined) return 'the event that it cancels has not arrived';
  if (target.revenue?.kind === 'cancel') return 'a cancellation cannot be cancelled';
  return 'the event that it cancels does not count';
}

/** Of several cancellations of one entry the first counts. An event id names an event of the same source. */
function winningCancels(ordered: readonly LedgerEntry[], currency: string): Map<LedgerEntry, LedgerEntry> {
  const winners = new Map<LedgerEntry, LedgerEntry>();
  for (const entry of ordered) {
    const target = ordered.find((other) => isCancelledBy(other, entry));
    const revenue = target?.revenue;
    if (target === undefined || revenue === undefined || revenue.kind === 'cancel' || winners.has(target)) continue;
    if (whyUnfit(revenue.amount, currency) === undefined) winners.set(target, entry);
  }
  return winners;
}

function isCancelledBy(entry: LedgerEntry, { source, revenue }: LedgerEntry): boolean {
  return revenue?.kind === 'cancel' && entry.source === source && entry.event === revenue.cancels;
}

function whyUnfit(amount: Money, currency: string): string | undefined {
  if (amount.currency !== currency) return `not in ${currency}`;
  return amount.minor < 0 ? 'a negative amount' : undefined;
}

function signedMinor(revenue: LedgerEntry['revenue']): bigint {
  if (revenue === undefined || revenue.kind === 'cancel') return 0n;
  return BigInt(revenue.amount.minor) * (revenue.kind === 'sale' ? 1n : -1n);
}

function clamped(sum: bigint): number {
  return Math.min(Number(sum < 0n ? 0n : sum), Number.MAX_SAFE_INTEGER);
}

/** When it came about: as reported, else when it was heard of. */
function timeOf({ occurredAt, receivedAt }: LedgerEntry): number {
  return occurredAt ?? receivedAt;
}

function byArrival(a: LedgerEntry, b: LedgerEntry): number {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt - b.receivedAt;
  return `${a.source}#${a.event}` < `${b.source}#${b.event}` ? -1 : 1;
}
