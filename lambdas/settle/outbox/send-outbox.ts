import type { StoredCall } from '../../calls/call-item.ts';
import type { HistoryChange } from '../../calls/callers/history-change.ts';
import { removeWaitingAtCall } from '../../orders/order-refs-store.ts';
import { type OrderSources, seekOrder } from '../../orders/seek-order.ts';
import { seekOrdersAfter, seekOthers } from '../../orders/seek-others.ts';
import type { SettledCall } from '../settled-call.ts';
import { type QueuedChanges, queueLaterCalls } from './queue-later-calls.ts';

/** What became of it; what failed is left, to be sent again. */
export interface SentOutbox extends QueuedChanges {
  readonly failure?: Error;
}

/** Whom a call may concern. */
interface Concerned extends Pick<SettledCall, 'waiting' | 'hasOrders'> {
  readonly outbox: readonly HistoryChange[];
}

/**
 * What a call changed for others is theirs to find out: later calls of its person are queued to be settled, and orders of the person, or that
 * name the call, are brought to where they belong now. Of a call that is written: whoever looks for it must find it. What fails is sent
 * again.
 */
export async function sendOutbox(
  call: Pick<StoredCall, 'id'>,
  { outbox, waiting, hasOrders }: Concerned,
  dependencies: OrderSources,
  now: number,
): Promise<SentOutbox> {
  try {
    const calls = outbox.filter(({ orders }) => orders !== true);
    const queued = await queueLaterCalls(call.id, calls, dependencies);
    const left = hasOrders ? await seekOrders(outbox.filter(concernsOrders), dependencies, now) : [];
    for (const { order, call: named } of waiting) {
      const sought = await seekOrder(dependencies, order, now);
      if (sought.target.kind === 'none' || sought.target.by !== undefined) continue;
      await seekOthers(dependencies, sought, now);
      await removeWaitingAtCall(dependencies.calls, { order, call: named });
    }
    if (left.length > 0) await dependencies.settleLater([call.id]);
    return { reached: queued.reached || left.length > 0, left: [...queued.left, ...left] };
  } catch (error) {
    const failure = error instanceof Error ? error : new Error('others could not be told of it');
    return { reached: false, left: outbox, failure };
  }
}

/** What is remembered of a number, or which calls met a goal, says nothing of orders. */
function concernsOrders({ number, rule, after, orders }: HistoryChange): boolean {
  return orders === true || (number === undefined && rule === undefined && after === undefined);
}

async function seekOrders(
  changes: readonly HistoryChange[],
  dependencies: OrderSources,
  now: number,
): Promise<HistoryChange[]> {
  const left: HistoryChange[] = [];
  for (const { person, from, orders, after } of changes) {
    const last = await seekOrdersAfter(dependencies, { person, from, after: orders ? after : undefined }, now);
    if (last !== undefined) left.push({ person, from, orders: true, after: last });
  }
  return left;
}
