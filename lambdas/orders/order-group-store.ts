import type { KeyObject } from 'node:crypto';
import { partitionOf } from '../calls/callers/person-keys.ts';
import type { Table } from '../platform/aws/table.ts';
import { orderIdOf, type StoredOrder } from './order.ts';
import { ordersIn } from './order-refs-store.ts';
import { readOrders } from './order-store.ts';

/** Where an event of an order is noted for the others: under the order's id, and under the event that it cancels. */
export function groupsOf(identityKey: KeyObject, order: StoredOrder): string[] {
  const { site, source, orderId, revenue } = order;
  const cancelled = revenue?.kind === 'cancel' ? revenue.cancels : undefined;
  return [
    ...(orderId === undefined ? [] : [partitionOf(identityKey, site, { kind: 'order', source, orderId })]),
    ...(cancelled === undefined ? [] : [eventPartition(identityKey, order, cancelled)]),
  ];
}

/** An event with all others of its order, and with what cancels it, as far as they were heard of; by id. Consistent. */
export async function readOrderGroup(calls: Table, identityKey: KeyObject, id: string): Promise<StoredOrder[]> {
  const group = new Map<string, StoredOrder>();
  const asked = new Set<string>([id]);
  for (let next = [id]; next.length > 0; ) {
    const found = await readOrders(calls, next);
    for (const order of found) group.set(order.id, order);
    const related = await Promise.all(found.map((order) => relatedTo(calls, identityKey, order)));
    next = [...new Set(related.flat())].filter((one) => !asked.has(one));
    for (const one of next) asked.add(one);
  }
  return [...group.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function relatedTo(calls: Table, identityKey: KeyObject, order: StoredOrder): Promise<string[]> {
  const { site, source, event, revenue } = order;
  const places = new Set([...groupsOf(identityKey, order), eventPartition(identityKey, order, event)]);
  const noted = await Promise.all([...places].map((place) => ordersIn(calls, place)));
  const cancelled = revenue?.kind === 'cancel' ? revenue.cancels : undefined;
  return [...noted.flat(), ...(cancelled === undefined ? [] : [orderIdOf({ site, source, event: cancelled })])];
}

function eventPartition(identityKey: KeyObject, { site, source }: StoredOrder, event: string): string {
  return partitionOf(identityKey, site, { kind: 'event', source, event });
}
