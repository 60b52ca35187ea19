import { type Ledger, minorOf } from './fold-ledger.ts';
import type { LedgerLine } from './ledger.ts';

/** So much is kept of them, in characters: as much as an order of 200 lines with usual SKUs has. */
const longestKept = 4000;

/**
 * What was sold on a call and not given back, as SKUs in alphabetical order. Empty where all of it was given back or cancelled. Undefined
 * where nothing was ever sold, and where no sale says what it was of; beside sales that do, the empty text stands for what those were of that do
 * not. Pure; the ledger is in the currency of who asks.
 */
export function soldProducts({
  lines,
  hasSale,
  value,
}: Pick<Ledger, 'lines' | 'hasSale' | 'value'>): string[] | undefined {
  const counted = lines.filter(({ state }) => state === 'counted');
  if (!hasSale)
    return lines.some(({ state, revenue }) => state === 'cancelled' && revenue?.kind === 'sale') ? [] : undefined;
  if (value.minor === 0 && counted.some(({ revenue }) => revenue?.kind === 'refund')) return [];
  const withItems = lines.filter(({ revenue, items = [] }) => revenue?.kind === 'sale' && items.length > 0);
  if (withItems.length === 0) return undefined;
  const left = new Map<string, number>();
  for (const line of withoutRefundedOrders(counted)) {
    const isSale = line.revenue?.kind === 'sale';
    const items = isSale ? itemsOf(line, withItems) : (line.items ?? []);
    if (isSale && items.length === 0) left.set('', 1);
    for (const { sku, quantity } of items) left.set(sku, (left.get(sku) ?? 0) + (isSale ? quantity : -quantity));
  }
  return kept([...left].filter(([, quantity]) => quantity > smallest).map(([sku]) => sku));
}

/** Quantities are decimals, whose sums as floating-point numbers may end a little above 0. */
const smallest = 1e-6;

/** A refund of a whole order need not name its lines. */
function withoutRefundedOrders(counted: readonly LedgerLine[]): LedgerLine[] {
  const worth = new Map<string, bigint>();
  for (const line of counted) {
    const order = orderOf(line);
    if (order !== undefined) worth.set(order, (worth.get(order) ?? 0n) + BigInt(minorOf(line)));
  }
  const refunded = new Set(counted.filter(({ revenue }) => revenue?.kind === 'refund').map(orderOf));
  const gone = [...worth].filter(([order, left]) => refunded.has(order) && left <= 0n).map(([order]) => order);
  const isGone = new Set<string | undefined>(gone);
  return counted.filter((line) => !isGone.has(orderOf(line)));
}

/** An order that is told again without its lines has those that it had. */
function itemsOf(line: LedgerLine, withItems: readonly LedgerLine[]): NonNullable<LedgerLine['items']> {
  const order = orderOf(line);
  const told = order === undefined ? undefined : withItems.findLast((each) => orderOf(each) === order);
  return line.items?.length ? line.items : (told?.items ?? []);
}

function orderOf({ source, orderId }: LedgerLine): string | undefined {
  return orderId === undefined ? undefined : JSON.stringify([source, orderId]);
}

/** A conversion is kept with its call, which must stay small: what was sold first is kept. */
function kept(skus: readonly string[]): string[] {
  let room = longestKept;
  const fits = (sku: string) => {
    room -= sku.length;
    return room >= 0;
  };
  return skus.filter(fits).sort();
}
