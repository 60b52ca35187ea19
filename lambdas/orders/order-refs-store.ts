import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { callPartition } from '../calls/call-item.ts';
import { type PersonItemsPart, readPersonItems, timeDigits } from '../calls/callers/person-items-store.ts';
import { holds } from '../platform/aws/condition-failed.ts';
import { readIfKnown } from '../platform/aws/stored-item.ts';
import type { Table } from '../platform/aws/table.ts';
import { tableKeys } from '../platform/aws/table-keys.ts';
import type { TransactItem } from '../platform/aws/transact.ts';
import { openUntil, type StoredOrder, timeOfOrder, ttlOf } from './order.ts';

/** What the sort keys of orders begin with where calls look for them: under persons, and at the call that is named. */
export const orderRefPrefix = 'ORDER#';

const orderRef = z.object({ order: z.string() });

/** Notes an order under persons, for calls of theirs that are heard of later. Doing it again changes nothing. */
export async function putOrderRefs(calls: Table, order: StoredOrder, persons: readonly string[]): Promise<void> {
  const items = persons.map((pk) => ({
    ...refKey(pk, order),
    order: order.id,
    [tableKeys.ttl]: ttlOf(openUntil(order)),
  }));
  await Promise.all(items.map((Item) => calls.documents.send(new PutCommand({ TableName: calls.name, Item }))));
}

/** Notes an order at the call that it names, which was not heard of yet. */
export async function putWaitingAtCall(calls: Table, order: StoredOrder, call: string): Promise<void> {
  const Item = { ...waitingKey(call, order.id), order: order.id, call, [tableKeys.ttl]: ttlOf(openUntil(order)) };
  await calls.documents.send(new PutCommand({ TableName: calls.name, Item }));
}

/** An order that waits in the partition of a call. */
const waitingOrder = z.object({ order: z.string(), call: z.string() });
export type WaitingOrder = Readonly<z.infer<typeof waitingOrder>>;

/** It has what it waited for. */
export async function removeWaitingAtCall(calls: Table, { order, call }: WaitingOrder): Promise<void> {
  await calls.documents.send(new DeleteCommand({ TableName: calls.name, Key: waitingKey(call, order) }));
}

/** The orders that wait in the partition of a call, out of its items. */
export function ordersWaitingIn(items: readonly Record<string, unknown>[]): WaitingOrder[] {
  return items
    .filter(({ sk }) => String(sk).startsWith(orderRefPrefix))
    .flatMap((item) => readIfKnown(waitingOrder, item) ?? []);
}

/** Some orders under a person, earliest first; `last`: after which key the next ones come. */
export interface OrderPage {
  readonly orders: readonly string[];
  readonly last: string | undefined;
}

/**
 * The ids of orders under a person that came about within a time (ms, both ends included), so many at a time; `after` is the `last` of the
 * page before. Consistent.
 */
export async function ordersWithin(
  calls: Table,
  person: string,
  { from, to, ...part }: PersonItemsPart & { readonly from: number; readonly to: number },
): Promise<OrderPage> {
  const [first = '', end = ''] = [from, to + 1].map((time) => orderRefPrefix + timeDigits(time));
  const { items, last } = await readPersonItems(calls, person, { first, end, ...part });
  return { orders: items.flatMap((item) => readIfKnown(orderRef, item)?.order ?? []), last };
}

/** So many events of one order are looked at. */
const mostInGroup = 500;

/** All orders that are noted in a partition. Consistent. */
export async function ordersIn(calls: Table, pk: string): Promise<readonly string[]> {
  return (await ordersWithin(calls, pk, { from: 0, to: latest, limit: mostInGroup })).orders;
}

/** Notes an event of an order where the others of that order look for it. One that stays there already is left alone. */
export async function putGroupRefs(calls: Table, order: StoredOrder, groups: readonly string[]): Promise<void> {
  const items = groups.map((pk) => ({
    ...refKey(pk, order),
    order: order.id,
    [tableKeys.ttl]: ttlOf(openUntil(order)),
  }));
  const puts = items.map((Item) =>
    calls.documents.send(
      new PutCommand({ TableName: calls.name, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
    ),
  );
  await Promise.all(puts.map((put) => holds(put, isThere)));
}

function isThere(): boolean {
  return true;
}

/** The write that keeps it there for as long as the order is kept: a refund may come years later. */
export function lastingGroupRef(table: string, order: StoredOrder, pk: string): TransactItem {
  return { Put: { TableName: table, Item: { ...refKey(pk, order), order: order.id } } };
}

function refKey(pk: string, order: StoredOrder) {
  return { pk, sk: `${orderRefPrefix}${timeDigits(timeOfOrder(order))}#${order.id}` };
}

function waitingKey(call: string, order: string) {
  return { pk: callPartition(call), sk: orderRefPrefix + order };
}

/** The last time that can be written with thirteen digits. */
const latest = 9_999_999_999_998;
