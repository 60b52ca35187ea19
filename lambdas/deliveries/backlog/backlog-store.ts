import { randomUUID } from 'node:crypto';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { holds } from '../../platform/aws/condition-failed.ts';
import type { Table } from '../../platform/aws/table.ts';
import { openWork } from '../../platform/aws/table-keys.ts';
import { deliveryPrefix, openDeliveryAttributes } from '../delivery-items.ts';

const entry = z.object({ pk: z.string(), sk: z.string(), dueAt: z.number() });
/** A delivery that is parked or held, by its key, and since when (ms). */
export type BacklogEntry = Readonly<z.infer<typeof entry>>;

/** A part of a backlog, longest waiting first; `isLast` when there was no more. */
export interface BacklogPage {
  readonly entries: readonly BacklogEntry[];
  readonly isLast: boolean;
}

/** Which part: what came between two times (ms), both included, after an entry. */
export interface BacklogRange {
  readonly limit: number;
  readonly from?: number;
  readonly until: number;
  readonly after?: BacklogEntry | undefined;
}

/** What stands in one place of the index `open`: parked for, or held for, a destination. An index is read, so some of it may be gone already. */
export async function readBacklog(
  calls: Table,
  place: string,
  { limit, from = 0, until, after: last }: BacklogRange,
): Promise<BacklogPage> {
  // DynamoDB refuses a range without room, and to go on from outside of it.
  if (from > until || (last !== undefined && last.dueAt > until)) return { entries: [], isLast: true };
  const after = last !== undefined && last.dueAt >= from ? last : undefined;
  const { Items = [], LastEvaluatedKey } = await calls.documents.send(
    new QueryCommand({
      TableName: calls.name,
      IndexName: openWork.name,
      KeyConditionExpression: '#place = :place AND #since BETWEEN :from AND :until',
      ExpressionAttributeNames: { '#place': openWork.partition, '#since': openWork.sort },
      ExpressionAttributeValues: { ':place': place, ':from': from, ':until': until },
      Limit: limit,
      ...(after && { ExclusiveStartKey: { ...after, [openWork.partition]: place } }),
    }),
  );
  return { entries: Items.map((item) => entry.parse(item)), isLast: LastEvaluatedKey === undefined };
}

/** Starts a held delivery again: the stream does, by `redrive`. False when it stands there no more. `now` in ms. */
export function releaseDelivery(
  calls: Table,
  place: string,
  { pk, sk, dueAt }: BacklogEntry,
  now: number,
): Promise<boolean> {
  const sweptBy = randomUUID();
  const isAsFound = 'dueAt = :found AND openShard = :place';
  const next = openDeliveryAttributes({ id: sk.slice(deliveryPrefix.length), nextAt: now });
  return holds(
    calls.documents.send(
      new UpdateCommand({
        TableName: calls.name,
        Key: { pk, sk },
        UpdateExpression:
          'SET redrive = if_not_exists(redrive, :none) + :one, sweptBy = :sweptBy, openShard = :openShard, dueAt = :dueAt REMOVE looks',
        ConditionExpression: isAsFound,
        ExpressionAttributeValues: {
          ':found': dueAt,
          ':place': place,
          ':none': 0,
          ':one': 1,
          ':sweptBy': sweptBy,
          ':openShard': next.openShard,
          ':dueAt': next.dueAt,
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
    (found) => found.sweptBy === sweptBy,
  );
}
