import { QueryCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { conditionFailed } from '../../platform/aws/condition-failed.ts';
import { readKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { type Slot, type SlotKey, slot } from './slot.ts';
import { numberIn, shardPartition, slotItemKey } from './slot-key.ts';

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
 * Makes a number's slot live: creates it, or switches it on again. A slot that is live stays as it is. One that was off
 * keeps its holder, unless the number was held elsewhere since: then it belongs to nobody and rests.
 */
export async function openSlot(leases: Table, { restsUntil, display, ...key }: NewSlot): Promise<void> {
  const isNew = 'attribute_not_exists(pk)';
  const wasHeldElsewhere = '(#state = :off AND leasedUntil < :rests)';
  const created = await updated(leases, key, {
    UpdateExpression:
      'SET #pool = :pool, #shard = :shard, #number = :number, display = :display, #state = :live, leasedUntil = :rests, ' +
      'shownAt = :never, seenAt = :never, confirmed = :no REMOVE lease, visitor, visit',
    ConditionExpression: `${isNew} OR ${wasHeldElsewhere}`,
    ExpressionAttributeNames: { '#pool': 'pool', '#shard': 'shard', '#number': 'number', '#state': 'state' },
    ExpressionAttributeValues: {
      ':pool': key.pool,
      ':shard': key.shard,
      ':number': key.number,
      ':display': display,
      ':live': 'live',
      ':off': 'off',
      ':rests': restsUntil,
      ':never': 0,
      ':no': false,
    },
  });
  if (created.written || created.item?.state !== 'off') return;
  await updated(leases, key, {
    UpdateExpression: 'SET #state = :live',
    ConditionExpression: '#state = :off',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':live': 'live', ':off': 'off' },
  });
}

/** Takes a slot out of use; whoever holds it learns that at their next heartbeat. Undefined without a slot. */
export async function closeSlot(leases: Table, key: SlotKey): Promise<ClosedSlot | undefined> {
  const exists = 'attribute_exists(pk)';
  const update = await updated(leases, key, {
    UpdateExpression: 'SET #state = :off',
    ConditionExpression: exists,
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':off': 'off' },
  });
  if (!update.written) return undefined;
  const { leasedUntil, visitor } = closed.parse(update.item);
  return { leasedUntil, hasHolder: visitor !== undefined };
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

interface Update {
  readonly written: boolean;
  /** The slot after the update, or as it was when the condition did not hold. */
  readonly item: Record<string, unknown> | undefined;
}

async function updated(
  leases: Table,
  key: SlotKey,
  update: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
): Promise<Update> {
  try {
    const { Attributes } = await leases.documents.send(
      new UpdateCommand({
        TableName: leases.name,
        Key: slotItemKey(key),
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        ...update,
      }),
    );
    return { written: true, item: Attributes };
  } catch (error) {
    const failed = conditionFailed(error);
    if (failed === undefined) throw error;
    return { written: false, item: failed.item };
  }
}
