import { randomUUID } from 'node:crypto';
import { GetCommand, QueryCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { callKey } from '../calls/call-item.ts';
import { parkedPlace } from '../deliveries/delivery-items.ts';
import type { DeliveryResult } from '../deliveries/delivery-result.ts';
import { conditionFailed, holds } from '../platform/aws/condition-failed.ts';
import type { Table } from '../platform/aws/table.ts';
import { openWork } from '../platform/aws/table-keys.ts';

const openEntry = z.object({ pk: z.string(), sk: z.string(), dueAt: z.number() });
/** A call that is not final, or a delivery that is not done, and since when somebody should have looked at it (ms). */
export type OpenEntry = Readonly<z.infer<typeof openEntry>>;

export interface DuePage {
  readonly entries: readonly OpenEntry[];
  /** Where the next page begins; undefined after the last one. */
  readonly next: Record<string, unknown> | undefined;
}

/** What is past its time (ms) in a shard, longest first. An index is read, so some of it may be done already. */
export async function duePage(
  calls: Table,
  shard: number,
  { now, limit, from }: { readonly now: number; readonly limit: number; readonly from: DuePage['next'] },
): Promise<DuePage> {
  const { Items = [], LastEvaluatedKey } = await calls.documents.send(
    new QueryCommand({
      TableName: calls.name,
      IndexName: openWork.name,
      KeyConditionExpression: '#shard = :shard AND #due <= :now',
      ExpressionAttributeNames: { '#shard': openWork.partition, '#due': openWork.sort },
      ExpressionAttributeValues: { ':shard': `OPEN#${shard}`, ':now': now },
      Limit: limit,
      ...(from && { ExclusiveStartKey: from }),
    }),
  );
  return { entries: Items.map((item) => openEntry.parse(item)), next: LastEvaluatedKey };
}

/** What the sweep notes at an item. */
export const lookedAt = z.object({ looks: z.number().int().catch(0), stuck: z.string().optional().catch(undefined) });

/** The same, and of a delivery where it goes: all that is needed to give it up. */
const lookedAtDelivery = lookedAt.extend({ destination: z.string().optional().catch(undefined) });
export type Looks = Readonly<z.infer<typeof lookedAtDelivery>>;

/**
 * How often it was set going in vain, why it failed the last time, and where it goes. Reads these alone: the rest may be what nobody can read.
 * Consistent; undefined when it is gone.
 */
export async function readLooks(calls: Table, { pk, sk }: OpenEntry): Promise<Looks | undefined> {
  const { Item } = await calls.documents.send(
    new GetCommand({
      TableName: calls.name,
      Key: { pk, sk },
      ProjectionExpression: 'pk, looks, stuck, destination',
      ConsistentRead: true,
    }),
  );
  if (Item === undefined) return undefined;
  return lookedAtDelivery.parse({ looks: 0, ...Item });
}

/** When it is looked at next (ms), unless it moved meanwhile. */
export async function putOff(calls: Table, entry: OpenEntry, look: { looks: number; at: number }): Promise<void> {
  await change(calls, entry, {
    UpdateExpression: 'SET dueAt = :at, looks = :looks',
    ExpressionAttributeValues: { ':at': look.at, ':looks': look.looks },
  });
}

/** Starts a delivery that stands still again, under a new name. False when it is done or moves after all. */
export function raiseRedrive(calls: Table, entry: OpenEntry, look: { looks: number; at: number }): Promise<boolean> {
  return change(calls, entry, {
    UpdateExpression: 'SET redrive = if_not_exists(redrive, :none) + :one, dueAt = :at, looks = :looks',
    ExpressionAttributeValues: { ':none': 0, ':one': 1, ':at': look.at, ':looks': look.looks },
  });
}

/** Nobody looks at it any more by itself. Whatever is heard of the call puts it back. A call only as it was read: with this `rev`. */
export async function leaveOpen(calls: Table, entry: OpenEntry, rev?: number): Promise<void> {
  await change(calls, entry, {
    UpdateExpression: 'REMOVE openShard, dueAt, looks',
    ...(rev !== undefined && { ConditionExpression: 'rev = :rev', ExpressionAttributeValues: { ':rev': rev } }),
  });
}

/** Looks at a call no sooner than this (ms), unless it moved meanwhile: its place was early. */
export async function moveTo(calls: Table, entry: OpenEntry, at: number): Promise<void> {
  await change(calls, entry, { UpdateExpression: 'SET dueAt = :at', ExpressionAttributeValues: { ':at': at } });
}

/** A delivery waits for a person from now on (ms). What may have been sent stays noted. False when it is done or moves after all. */
export function parkDelivery(
  calls: Table,
  entry: OpenEntry,
  {
    reason,
    destination,
    now,
  }: { readonly reason: string; readonly destination: string | undefined; readonly now: number },
): Promise<boolean> {
  const result: DeliveryResult = 'given-up';
  const park = 'SET #state = :parked, #result = :result, reason = :reason, attempted = wanted';
  const isListed = destination !== undefined;
  return change(calls, entry, {
    UpdateExpression: isListed
      ? `${park}, openShard = :place, dueAt = :now REMOVE looks`
      : `${park} REMOVE openShard, dueAt, looks`,
    ExpressionAttributeNames: { '#state': 'state', '#result': 'result' },
    ExpressionAttributeValues: {
      ':parked': 'parked',
      ':result': result,
      ':reason': reason,
      ...(isListed && { ':place': parkedPlace(destination), ':now': now }),
    },
  });
}

/** Notes at a call why it could not be settled, for whoever gives it up. One that was never written has no place for that. */
export async function noteStuck(calls: Table, call: string, reason: string): Promise<void> {
  try {
    await calls.documents.send(
      new UpdateCommand({
        TableName: calls.name,
        Key: callKey(call),
        UpdateExpression: 'SET stuck = :reason',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':reason': reason },
      }),
    );
  } catch (error) {
    if (conditionFailed(error) === undefined) throw error;
  }
}

type Change = Pick<
  UpdateCommandInput,
  'ConditionExpression' | 'UpdateExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** Changes what is still due as it was found. False when it moved meanwhile, unless that is this very change, whose answer was lost. */
function change(
  calls: Table,
  { pk, sk, dueAt }: OpenEntry,
  { UpdateExpression = '', ConditionExpression, ExpressionAttributeValues, ...more }: Change,
): Promise<boolean> {
  const sweptBy = randomUUID();
  const isAsFound = 'dueAt = :found';
  return holds(
    calls.documents.send(
      new UpdateCommand({
        TableName: calls.name,
        Key: { pk, sk },
        ...more,
        UpdateExpression: UpdateExpression.startsWith('SET')
          ? UpdateExpression.replace('SET', 'SET sweptBy = :sweptBy,')
          : `SET sweptBy = :sweptBy ${UpdateExpression}`,
        ConditionExpression: ConditionExpression === undefined ? isAsFound : `${isAsFound} AND ${ConditionExpression}`,
        ExpressionAttributeValues: { ...ExpressionAttributeValues, ':found': dueAt, ':sweptBy': sweptBy },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
    (found) => found.sweptBy === sweptBy,
  );
}
