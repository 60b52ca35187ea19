import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from '../calls/canonical-json.ts';
import { ledgerKey } from '../conversions/conversion-items.ts';
import type { LedgerEntry } from '../conversions/ledger/ledger.ts';
import { batchGet } from '../platform/aws/batch-get.ts';
import { conditionFailed } from '../platform/aws/condition-failed.ts';
import { isPossibleKey } from '../platform/aws/key-limits.ts';
import { readIfKnown } from '../platform/aws/stored-item.ts';
import type { Table } from '../platform/aws/table.ts';
import { tableKeys } from '../platform/aws/table-keys.ts';
import { type TransactItem, transact } from '../platform/aws/transact.ts';
import { knownOrConflict } from '../settings/unsupported.ts';
import { openUntil, type StoredOrder, storedOrder, ttlOf } from './order.ts';

/** An order by its id. Consistent. Throws a 409 for one that only a newer version knows. */
export async function readOrder(calls: Table, id: string): Promise<StoredOrder | undefined> {
  const Key = orderKeyOf(id);
  if (!isPossibleKey(Key)) return undefined;
  const { Item } = await calls.documents.send(new GetCommand({ TableName: calls.name, Key, ConsistentRead: true }));
  return Item && knownOrConflict(storedOrder, Item, `order ${id}`);
}

/** Those of some orders that are kept still. Consistent. */
export async function readOrders(calls: Table, ids: readonly string[]): Promise<StoredOrder[]> {
  const items = await batchGet(calls, [...new Set(ids)].map(orderKeyOf), { isConsistent: true });
  return items.flatMap((item) => readIfKnown(storedOrder, item) ?? []);
}

/**
 * Keeps an order under its id, once: one that was there already with the same content stays as it is, and is answered. Undefined when that
 * id was used for something else, which stays.
 */
export async function putOrder(calls: Table, order: StoredOrder): Promise<StoredOrder | undefined> {
  try {
    await calls.documents.send(
      new PutCommand({
        TableName: calls.name,
        Item: itemOf(order),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return order;
  } catch (error) {
    const failed = conditionFailed(error);
    if (failed === undefined) throw error;
    const known = failed.item && readIfKnown(storedOrder, failed.item);
    return known !== undefined && contentOf(known) === contentOf(order) ? known : undefined;
  }
}

/** What it said, however often. Its address is one of its keys; versions before kept it nowhere else. */
function contentOf({
  receivedAt: _at,
  rev: _rev,
  credit: _credit,
  unsettled: _left,
  email: _email,
  ...said
}: StoredOrder) {
  return canonicalJson(said);
}

/** Where an order goes; `also`: what is put with it. */
export interface Crediting {
  readonly to: NonNullable<StoredOrder['credit']> | undefined;
  readonly also: readonly TransactItem[];
}

/** The order as it is then; or somebody else changed it meanwhile. */
export type Credited = { readonly kind: 'credited'; readonly order: StoredOrder } | { readonly kind: 'changed' };

/**
 * Moves an order's ledger entry to a call, or away from the one where it was, in one transaction: it counts nowhere or once. Where the very
 * event was reported of the call itself before, that is its entry.
 */
export async function creditOrder(calls: Table, order: StoredOrder, { to, also }: Crediting): Promise<Credited> {
  const moved = await moveEntry(calls, order, { to, also });
  return moved === 'reported' && to !== undefined
    ? creditOrder(calls, order, { to: { ...to, isReported: true }, also })
    : moved === 'reported'
      ? { kind: 'changed' }
      : moved;
}

async function moveEntry(calls: Table, order: StoredOrder, { to, also }: Crediting): Promise<Credited | 'reported'> {
  const { credit } = order;
  const touched = [...(order.unsettled ?? []), ...[credit, to].flatMap((one) => one?.call ?? [])];
  const next: StoredOrder = { ...order, rev: order.rev + 1, credit: to, unsettled: [...new Set(touched)] };
  const entry = to && to.isReported !== true ? entryWrite(calls.name, next, to.call) : undefined;
  const failed = await transact(calls.documents, [
    orderWrite(calls.name, order, next),
    ...(entry === undefined ? [] : [entry]),
    ...(credit === undefined || credit.isReported === true || credit.call === to?.call
      ? []
      : [entryRemoval(calls.name, order, credit.call)]),
    ...also,
  ]);
  if (failed.length === 0) return { kind: 'credited', order: next };
  return entry !== undefined && failed.some(({ index }) => index === 1) ? 'reported' : { kind: 'changed' };
}

/** On condition that nobody else wrote; while it waits it is collected when it has waited for long enough. */
function orderWrite(table: string, read: StoredOrder, { rev, credit, unsettled }: StoredOrder): TransactItem {
  const isAsRead = 'rev = :read';
  return {
    Update: {
      TableName: table,
      Key: orderKeyOf(read.id),
      UpdateExpression: credit
        ? 'SET rev = :rev, unsettled = :unsettled, credit = :credit REMOVE #ttl'
        : 'SET rev = :rev, unsettled = :unsettled, #ttl = :ttl REMOVE credit',
      ConditionExpression: isAsRead,
      ExpressionAttributeNames: { '#ttl': tableKeys.ttl },
      ExpressionAttributeValues: {
        ':read': read.rev,
        ':rev': rev,
        ':unsettled': unsettled,
        ...(credit ? { ':credit': credit } : { ':ttl': ttlOf(openUntil(read)) }),
      },
    },
  };
}

function entryWrite(table: string, order: StoredOrder, call: string): TransactItem {
  const { id, source, event, receivedAt, occurredAt, outcome, tags, revenue, orderId, items, email, phoneCode } = order;
  const entry: LedgerEntry = {
    call,
    source,
    event,
    receivedAt,
    occurredAt,
    outcome,
    tags,
    revenue,
    orderId,
    items,
    email,
    phoneCode,
    order: id,
  };
  const isFree = 'attribute_not_exists(pk)';
  const isOurs = '#order = :order';
  return {
    Put: {
      TableName: table,
      Item: { ...ledgerKey(entry), ...entry },
      ConditionExpression: `${isFree} OR ${isOurs}`,
      ExpressionAttributeNames: { '#order': 'order' },
      ExpressionAttributeValues: { ':order': id },
    },
  };
}

function entryRemoval(table: string, order: StoredOrder, call: string): TransactItem {
  return { Delete: { TableName: table, Key: ledgerKey({ ...order, call }) } };
}

/** Notes that the calls whose ledger changed are queued. Nothing when somebody else changed the order meanwhile: they see to it. */
export async function noteSettled(calls: Table, order: StoredOrder): Promise<void> {
  try {
    await calls.documents.send(
      new UpdateCommand({
        TableName: calls.name,
        Key: orderKeyOf(order.id),
        UpdateExpression: 'REMOVE unsettled SET rev = :next',
        ConditionExpression: 'rev = :rev',
        ExpressionAttributeValues: { ':rev': order.rev, ':next': order.rev + 1 },
      }),
    );
  } catch (error) {
    if (conditionFailed(error) === undefined) throw error;
  }
}

function itemOf(order: StoredOrder): Record<string, unknown> {
  return { ...orderKeyOf(order.id), ...order, [tableKeys.ttl]: ttlOf(openUntil(order)) };
}

function orderKeyOf(id: string) {
  return { pk: `ORDER#${id}`, sk: 'ORDER' };
}
