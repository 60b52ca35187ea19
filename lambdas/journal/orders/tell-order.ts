import { findTarget, type Target, waitsForSale } from '../../orders/find-target.ts';
import { openUntil, type StoredOrder, timeOfOrder } from '../../orders/order.ts';
import { leadOf } from '../../orders/order-group.ts';
import { readOrderGroup } from '../../orders/order-group-store.ts';
import { type OrderSources, searchFor } from '../../orders/seek-order.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { toMoneyAnswer, toTimeIfAny } from '../call-response.ts';
import type { OrderAnswer } from './order-answer.ts';

/** An order, and why it is where it is by what is known now (`now` in ms). Reads only. */
export async function tellOrder(
  { calls, settings, identityKey }: Pick<OrderSources, 'calls' | 'settings' | 'identityKey'>,
  order: StoredOrder,
  now: number,
): Promise<OrderAnswer> {
  const find = { calls, identityKey: await identityKey() };
  const events = await readOrderGroup(calls, find.identityKey, order.id);
  const lead = leadOf(events);
  const target = lead ? await findTarget(find, await searchFor(find, lead, settings), now) : waitsForSale;
  return orderAnswerOf(order, events, target);
}

/** The words of it. */
export function orderAnswerOf(order: StoredOrder, events: readonly StoredOrder[], target: Target): OrderAnswer {
  const { id, site, source, event, orderId, outcome, tags, revenue, items, credit } = order;
  const kinds = new Set(order.keys.map(({ kind }) => kind));
  return {
    order: id,
    call: credit?.call ?? null,
    state: credit === undefined ? 'waiting' : 'credited',
    reason: credit?.reason ?? target.reason,
    site,
    source,
    eventId: event,
    orderId,
    receivedAt: isoTime(order.receivedAt),
    occurredAt: toTimeIfAny(order.occurredAt),
    outcome,
    tags,
    ...(revenue && {
      revenue: revenue.kind === 'cancel' ? revenue : { kind: revenue.kind, ...toMoneyAnswer(revenue.amount) },
    }),
    ...(items && { items: items.map(({ amount, ...item }) => ({ ...item, ...toMoneyAnswer(amount) })) }),
    find: [...(order.named === undefined ? [] : ['call']), ...kinds],
    creditedAt: toTimeIfAny(credit?.at),
    openUntil: isoTime(openUntil(order)),
    events: events
      .toSorted((a, b) => timeOfOrder(a) - timeOfOrder(b))
      .map((one) => ({
        order: one.id,
        eventId: one.event,
        kind: one.revenue?.kind ?? 'outcome',
        at: isoTime(timeOfOrder(one)),
      })),
  };
}
