import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchGet } from '../../platform/aws/batch-get.ts';
import { conditionFailed } from '../../platform/aws/condition-failed.ts';
import { readKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { type TransactItem, transact } from '../../platform/aws/transact.ts';
import { conflict } from '../../platform/http/problem.ts';
import { chunks } from '../inventory/chunks.ts';
import { type Slot, type SlotKey, slot } from './slot.ts';
import { numberIn, shardPartition, slotItemKey } from './slot-key.ts';
import { readSlot } from './slot-transitions-store.ts';

/** A number that is to be leased to visitors; `restsUntil` (ms) is when the last one who was shown it has had their time. */
export interface NewSlot extends SlotKey {
  readonly display: string;
  readonly restsUntil: number;
}

const closed = z.object({ leasedUntil: z.number().int(), visitor: z.string().optional() });

/** What a slot says when it is switched off. */
export interface ClosedSlot {
  /** ms since 1970; 0 while nobody ever held it. */
  readonly leasedUntil: number;
  /** Who was shown it last is still known: they did not withdraw. */
  readonly hasHolder: boolean;
}

/**
 * Makes a number's slot live as long as `onlyWhile` holds, checked in the same transaction: creates it, or switches it on again. A slot that
 * is live stays as it is. One that was off keeps its holder, unless the number was held elsewhere since: then it belongs to nobody and
 * rests. Throws a 409 where others keep changing it, or only a newer version knows it.
 */
export async function openSlot(leases: Table, opened: NewSlot, onlyWhile: readonly TransactItem[] = []): Promise<void> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    // A transaction is in the way of whoever takes or renews the slot.
    const found = await readSlot(leases, opened);
    if (found?.state === 'live') return;
    const write = found === undefined || found.leasedUntil < opened.restsUntil ? begun(opened) : resumed(opened);
    const failed = await transact(leases.documents, [
      { Update: { TableName: leases.name, Key: slotItemKey(opened), ...write } },
      ...onlyWhile,
    ]);
    if (failed.every(({ index }) => index !== 0)) return;
  }
  throw conflict(`the slot of ${opened.number} is being changed; please try again`);
}

const mostAttempts = 5;

const isNew = 'attribute_not_exists(pk)';
const wasHeldElsewhere = '(#state = :off AND leasedUntil < :rests)';

/** Of a new slot, and of one whose number was held elsewhere since. */
function begun({ pool, shard, number, display, restsUntil }: NewSlot) {
  return {
    UpdateExpression:
      'SET #pool = :pool, #shard = :shard, #number = :number, display = :display, #state = :live, leasedUntil = :rests, ' +
      'shownAt = :never, seenAt = :never, confirmed = :no REMOVE lease, visitor, visit',
    ConditionExpression: `${isNew} OR ${wasHeldElsewhere}`,
    ExpressionAttributeNames: { '#pool': 'pool', '#shard': 'shard', '#number': 'number', '#state': 'state' },
    ExpressionAttributeValues: {
      ':pool': pool,
      ':shard': shard,
      ':number': number,
      ':display': display,
      ':live': 'live',
      ':off': 'off',
      ':rests': restsUntil,
      ':never': 0,
      ':no': false,
    },
  };
}

function resumed({ restsUntil }: NewSlot) {
  return {
    UpdateExpression: 'SET #state = :live',
    ConditionExpression: '#state = :off AND leasedUntil >= :rests',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':live': 'live', ':off': 'off', ':rests': restsUntil },
  };
}

/** Takes a slot out of use; whoever holds it learns that at their next heartbeat. Undefined without a slot. */
export async function closeSlot(leases: Table, key: SlotKey): Promise<ClosedSlot | undefined> {
  const exists = 'attribute_exists(pk)';
  try {
    const { Attributes } = await leases.documents.send(
      new UpdateCommand({
        TableName: leases.name,
        Key: slotItemKey(key),
        UpdateExpression: 'SET #state = :off',
        ConditionExpression: exists,
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':off': 'off' },
        ReturnValues: 'ALL_NEW',
      }),
    );
    const { leasedUntil, visitor } = closed.parse(Attributes);
    return { leasedUntil, hasHolder: visitor !== undefined };
  } catch (error) {
    if (conditionFailed(error) === undefined) throw error;
    return undefined;
  }
}

/** Holds as long as nobody opened the slot again since it was closed, or made one where there was none. */
export function staysClosed(table: string, key: SlotKey, closed: ClosedSlot | undefined): TransactItem {
  const check =
    closed === undefined
      ? { ConditionExpression: isNew }
      : {
          ConditionExpression: '#state = :off AND leasedUntil = :seen',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':off': 'off', ':seen': closed.leasedUntil },
        };
  return { ConditionCheck: { TableName: table, Key: slotItemKey(key), ...check } };
}

/** A part of a shard's slots, live and off, by number; `next`: after which number it goes on. Consistent. */
export async function listSlots(
  leases: Table,
  pool: string,
  shard: number,
  part: { readonly after?: string | undefined; readonly limit?: number | undefined },
): Promise<{ readonly slots: Slot[]; readonly next: string | undefined }> {
  const { Items = [], LastEvaluatedKey } = await leases.documents.send(
    new QueryCommand({
      TableName: leases.name,
      KeyConditionExpression: 'pk = :shard',
      ExpressionAttributeValues: { ':shard': shardPartition(pool, shard) },
      ConsistentRead: true,
      ...(part.limit !== undefined && { Limit: part.limit }),
      ...(part.after !== undefined && { ExclusiveStartKey: slotItemKey({ pool, shard, number: part.after }) }),
    }),
  );
  const next = LastEvaluatedKey && numberIn(String(LastEvaluatedKey.sk));
  return { slots: readKnown(slot, Items), next };
}

/** The slots of these keys as they are now, by number, as far as this version knows them. Consistent. */
export async function readSlots(leases: Table, keys: readonly SlotKey[]): Promise<Map<string, Slot>> {
  const parts = chunks(keys, 100).map((some) => batchGet(leases, some.map(slotItemKey), { isConsistent: true }));
  return new Map(readKnown(slot, (await Promise.all(parts)).flat()).map((one) => [one.number, one]));
}
