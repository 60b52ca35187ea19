import { amountText } from '../money.ts';
import type { LedgerLine } from './ledger.ts';

/**
 * Of an order no more is given back than it brought: what is more would be taken from other orders of the call. Of several refunds those that
 * were heard of first count. Refunds that name no order are the call's.
 */
export function capRefunds(lines: readonly LedgerLine[]): LedgerLine[] {
  const left = new Map<string, number>();
  for (const line of lines) {
    const { revenue, orderId } = line;
    if (line.state !== 'counted' || revenue?.kind !== 'sale' || orderId === undefined) continue;
    // Of the sales of an order one counts.
    left.set(orderOf(line), revenue.amount.minor);
  }
  return lines.map((line) => {
    const { revenue, orderId } = line;
    if (line.state !== 'counted' || revenue?.kind !== 'refund' || orderId === undefined) return line;
    const [order, { minor, currency }] = [orderOf(line), revenue.amount];
    const rest = left.get(order);
    if (rest === undefined) return { ...line, state: 'ignored', reason: 'no sale of its order counts' };
    left.set(order, Math.max(0, rest - minor));
    if (minor <= rest) return line;
    if (rest === 0) return { ...line, state: 'ignored', reason: 'all that its order brought is given back already' };
    const counts = { minor: rest, currency };
    return { ...line, counts, reason: `no more than ${amountText(counts)} ${currency} was left of its order` };
  });
}

function orderOf({ source, orderId }: LedgerLine): string {
  return JSON.stringify([source, orderId]);
}
