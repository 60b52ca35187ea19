import { noCurrency } from '../../conversions/money.ts';
import { findTarget, waitsForSale } from '../../orders/find-target.ts';
import { openUntil, type StoredOrder, timeOfOrder } from '../../orders/order.ts';
import { leadOf } from '../../orders/order-group.ts';
import { readOrderGroup } from '../../orders/order-group-store.ts';
import { type OrderSources, searchFor } from '../../orders/seek-order.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { readSite } from '../../settings/sites/stored-site-store.ts';
import { toMoneyAnswer, toTimeIfAny } from '../call-response.ts';
import type { OrderAnswer } from './order-answer.ts';
import { type OrderState, readOrderStates } from './order-states.ts';

/** An order, and why it is where it is by what is known now (`now` in ms). Reads only. */
export async function readOrderAnswer(
  { calls, settings, identityKey }: Pick<OrderSources, 'calls' | 'settings' | 'identityKey'>,
  order: StoredOrder,
  now: number,
): Promise<OrderAnswer> {
  const find = { calls, identityKey: await identityKey() };
  const events = await readOrderGroup(calls, find.identityKey, order.id);
  const lead = leadOf(events);
  const target = lead ? await findTarget(find, await searchFor(find, lead, settings), now) : waitsForSale;
  const { currency = noCurrency } = (await readSite(settings, order.site)) ?? {};
  return orderAnswerOf(order, events, await readOrderStates(calls, events, { currency, why: target.reason }));
}

/** The words of it. */
export function orderAnswerOf(
  order: StoredOrder,
  events: readonly StoredOrder[],
  states: ReadonlyMap<string, OrderState>,
): OrderAnswer {
  const { id, site, source, event, orderId, outcome, tags, revenue, items, credit } = order;
  const kinds = new Set(order.keys.map(({ kind }) => kind));
  const stateOf = (one: StoredOrder) => states.get(one.id) ?? { state: 'waiting', reason: waitsForSale.reason };
  return {
    order: id,
    call: credit?.call ?? null,
    ...stateOf(order),
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
        ...stateOf(one),
      })),
  };
}
