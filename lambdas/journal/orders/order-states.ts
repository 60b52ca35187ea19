import { findCall, readWholeCall } from '../../calls/call-links-store.ts';
import { foldLedger } from '../../conversions/ledger/fold-ledger.ts';
import type { LedgerLine } from '../../conversions/ledger/ledger.ts';
import { wholeLedger } from '../../deliveries/read-conversion-items.ts';
import type { StoredOrder } from '../../orders/order.ts';
import type { KeptOrder } from '../../orders/take-order.ts';
import type { Table } from '../../platform/aws/table.ts';

/** `credited`: it counts at a call, or says something of it besides money. `cancelled`, `ignored`: it lies there and counts nothing. */
type OrderStateWord = 'waiting' | 'credited' | 'cancelled' | 'ignored';

/** Whether an event counts, and why, in one sentence. */
export interface OrderState {
  readonly state: OrderStateWord;
  readonly reason: string;
}

/** What counts of the events of an order, by the ledgers of the calls that they are credited to. `why`: for what waits. Consistent. */
export async function readOrderStates(
  calls: Table,
  events: readonly StoredOrder[],
  { currency, why }: { readonly currency: string; readonly why: string },
): Promise<ReadonlyMap<string, OrderState>> {
  const ids = new Set(events.flatMap(({ credit }) => credit?.call ?? []));
  const lines = new Map(
    await Promise.all([...ids].map(async (id) => [id, await readLines(calls, id, currency)] as const)),
  );
  return new Map(events.map((event) => [event.id, stateOf(event, lines, why)]));
}

/** What is answered to a report that was taken. */
export async function takenAnswer(
  calls: Table,
  { order, call, reason, events, currency }: KeptOrder,
): Promise<OrderState & Pick<KeptOrder, 'order' | 'call'>> {
  const states = await readOrderStates(calls, events, { currency, why: reason });
  return { order, call, ...(states.get(order) ?? { state: 'waiting', reason }) };
}

async function readLines(calls: Table, id: string, currency: string): Promise<readonly LedgerLine[]> {
  const { own, parts } = await readWholeCall(calls, await findCall(calls, id));
  return foldLedger(wholeLedger([own, ...parts]), currency).lines;
}

function stateOf(
  { source, event, credit }: StoredOrder,
  lines: ReadonlyMap<string, readonly LedgerLine[]>,
  why: string,
): OrderState {
  if (credit === undefined) return { state: 'waiting', reason: why };
  const line = lines.get(credit.call)?.find((one) => one.source === source && one.event === event);
  const { state = 'counted', reason } = line ?? {};
  if (state === 'cancelled' || state === 'ignored') return { state, reason: reason ?? 'it does not count' };
  return { state: 'credited', reason: reason === undefined ? credit.reason : `${credit.reason}; ${reason}` };
}
