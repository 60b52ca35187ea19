import { takenAnswer } from '../../../lambdas/journal/orders/order-states.ts';
import type { OrderReport } from '../../../lambdas/orders/order-report.ts';
import { orderReport } from '../../../lambdas/orders/order-report.ts';
import { takeOrder } from '../../../lambdas/orders/take-order.ts';
import { revenueRule } from '../conversions/facts.ts';
import { type House, kept, openHouse, played, settleQueued, start, tell } from '../settle/call-house.ts';

export const day = 24 * 3600_000;
/** When orders are reported in tests, unless they say so. */
export const later = start + 20 * day;
export const caller = '+12025550123';

export const openShop = () => openHouse([revenueRule()]);

export const iso = (time: number) => new Date(time).toISOString();

/** A sale of Jane's, day 10; whatever `more` says otherwise. */
export function saleOf(eventId: string, more: object = {}): OrderReport {
  return orderReport.parse({
    site: 'shop',
    eventId,
    occurredAt: iso(start + 10 * day),
    revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' },
    find: { phone: caller },
    ...more,
  });
}

export const refundOf = (eventId: string, orderId: string, amount = '29.50', more: object = {}) =>
  saleOf(eventId, {
    orderId,
    occurredAt: iso(start + 12 * day),
    revenue: { kind: 'refund', amount, currency: 'EUR' },
    find: undefined,
    ...more,
  });

export const cancelOf = (eventId: string, orderId: string, more: object = {}) =>
  saleOf(eventId, {
    orderId,
    occurredAt: iso(start + 13 * day),
    revenue: { kind: 'cancel' },
    find: undefined,
    ...more,
  });

/** The CRM reports, and what that concerns is settled. */
export async function report(house: House, order: OrderReport, now = later) {
  const taken = await takeOrder(house.deps, 'crm', order, now);
  await settleQueued(house, now);
  if (taken.kind !== 'taken') throw new Error(`not taken: ${JSON.stringify(taken)}`);
  return takenAnswer(house.sources.calls, taken);
}

/** The record of a call comes, and what that concerns is settled. */
export const call = (house: House, id: string, at: number, more: object = {}) =>
  tell(house, played({ call: id, at, ...more }).record);

/** Events of a call's ledger, and what they come to. */
export async function ledgerOf(house: House, id: string) {
  const { call: stored, ledger } = await kept(house, id);
  return { events: ledger.map(({ event }) => event).sort(), minor: stored?.sums?.revenue?.minor };
}
