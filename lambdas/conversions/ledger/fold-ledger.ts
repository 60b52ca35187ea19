import type { Money } from '../money.ts';
import { capRefunds } from './cap-refunds.ts';
import type { LedgerEntry, LedgerLine } from './ledger.ts';

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
  const context: Context = { ordered, cancels, currency, restated: restatedSales(ordered, cancels, currency) };
  const judged = capRefunds(ordered.map((entry) => judge(entry, context)));
  const counted = judged.filter(({ state }) => state === 'counted');
  const sales = judged.filter((line, at) => isSaleMade(line, ordered[at], context)).map(timeOf);
  const outcomes = ordered.flatMap((entry) =>
    entry.outcome === undefined ? [] : [{ outcome: entry.outcome, at: timeOf(entry) }],
  );
  const sum = counted.reduce((total, line) => total + BigInt(minorOf(line)), 0n);
  const lastRefund = counted.findLast(({ revenue, orderId }) => revenue?.kind === 'refund' && orderId === undefined);
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
  /** Sales of orders of which a later sale says what they are worth. */
  readonly restated: ReadonlySet<LedgerEntry>;
}

function judge(entry: LedgerEntry, { ordered, cancels, currency, restated }: Context): LedgerLine {
  const { revenue } = entry;
  if (revenue === undefined) return { ...entry, state: 'noted' };
  if (revenue.kind !== 'cancel') {
    const unfit = whyUnfit(revenue.amount, currency);
    if (unfit !== undefined) return { ...entry, state: 'ignored', reason: unfit };
    const cancel = cancels.get(entry);
    if (cancel !== undefined) return { ...entry, state: 'cancelled', reason: `cancelled by ${cancel.event}` };
    if (!restated.has(entry)) return { ...entry, state: 'counted' };
    return { ...entry, state: 'ignored', reason: 'a later sale of the same order says what it is worth' };
  }
  const targets = ordered.filter((other) => isCancelledBy(other, entry));
  const isFirst = targets.some((target) => cancels.get(target) === entry);
  if (isFirst) return { ...entry, state: 'counted' };
  const isLate = targets.some((target) => cancels.has(target));
  return {
    ...entry,
    state: 'ignored',
    reason: isLate ? 'that event is cancelled already' : whyNothing(revenue, targets[0]),
  };
}

function whyNothing({ cancels }: { readonly cancels?: string | undefined }, target: LedgerEntry | undefined): string {
  if (target === undefined) {
    return cancels === undefined
      ? 'nothing of the order that it cancels has arrived'
      : 'the event that it cancels has not arrived';
  }
  if (target.revenue?.kind === 'cancel') return 'a cancellation cannot be cancelled';
  return 'the event that it cancels does not count';
}

/** Of several cancellations of one entry the first counts. Ids of events and orders are those of the same source. */
function winningCancels(ordered: readonly LedgerEntry[], currency: string): Map<LedgerEntry, LedgerEntry> {
  const winners = new Map<LedgerEntry, LedgerEntry>();
  for (const entry of ordered) {
    for (const target of ordered) {
      if (!isCancelledBy(target, entry) || winners.has(target)) continue;
      if (isFitMoney(target, currency)) winners.set(target, entry);
    }
  }
  return winners;
}

function isCancelledBy(entry: LedgerEntry, { source, revenue, orderId }: LedgerEntry): boolean {
  if (revenue?.kind !== 'cancel' || entry.source !== source) return false;
  if (revenue.cancels !== undefined) return entry.event === revenue.cancels;
  return orderId !== undefined && entry.orderId === orderId && isMoney(entry);
}

function isMoney({ revenue }: LedgerEntry): boolean {
  return revenue !== undefined && revenue.kind !== 'cancel';
}

function isFitMoney({ revenue }: LedgerEntry, currency: string): boolean {
  return revenue !== undefined && revenue.kind !== 'cancel' && whyUnfit(revenue.amount, currency) === undefined;
}

/** Shops tell of an order again when it changes, each time with all that it is worth: the last of its sales counts. */
function restatedSales(
  ordered: readonly LedgerEntry[],
  cancels: Context['cancels'],
  currency: string,
): Set<LedgerEntry> {
  const restated = new Set<LedgerEntry>();
  const last = new Map<string, LedgerEntry>();
  for (const entry of ordered) {
    const { source, orderId, revenue } = entry;
    if (orderId === undefined || revenue?.kind !== 'sale' || cancels.has(entry) || !isFitMoney(entry, currency))
      continue;
    const order = JSON.stringify([source, orderId]);
    const before = last.get(order);
    const isLater = before === undefined || timeOf(entry) >= timeOf(before);
    if (before !== undefined) restated.add(isLater ? before : entry);
    if (isLater) last.set(order, entry);
  }
  return restated;
}

/** A sale that was restated was made all the same: the order's first one says when. */
function isSaleMade({ state, revenue }: LedgerLine, entry: LedgerEntry | undefined, { restated }: Context): boolean {
  return revenue?.kind === 'sale' && (state === 'counted' || (entry !== undefined && restated.has(entry)));
}

function whyUnfit(amount: Money, currency: string): string | undefined {
  if (amount.currency !== currency) return `not in ${currency}`;
  return amount.minor < 0 ? 'a negative amount' : undefined;
}

/** What a line adds to the value of its call, in minor units: of a refund it is negative. */
export function minorOf({ state, revenue, counts }: LedgerLine): number {
  if (state !== 'counted' || revenue === undefined || revenue.kind === 'cancel') return 0;
  return revenue.kind === 'sale' ? revenue.amount.minor : -(counts ?? revenue.amount).minor;
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
