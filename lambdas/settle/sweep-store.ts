import { randomUUID } from 'node:crypto';
import { paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { holds } from '../platform/condition-failed.ts';
import { openWork } from '../platform/names.ts';
import type { Table } from '../platform/table.ts';

const workKey = z.object({ pk: z.string(), sk: z.string() });
/** The key of a call that is not final, or of a delivery that is not done. */
export type WorkKey = Readonly<z.infer<typeof workKey>>;

/** What is past its time (ms), page by page. An index is read, so some of it may be done already. */
export async function* dueWork(calls: Table, now: number): AsyncGenerator<readonly WorkKey[]> {
  for (let shard = 0; shard < openWork.shards; shard++) {
    const pages = paginateQuery(
      { client: calls.documents },
      {
        TableName: calls.name,
        IndexName: openWork.name,
        KeyConditionExpression: '#shard = :shard AND #due <= :now',
        ExpressionAttributeNames: { '#shard': openWork.partition, '#due': openWork.sort },
        ExpressionAttributeValues: { ':shard': `OPEN#${shard}`, ':now': now },
      },
    );
    for await (const { Items = [] } of pages) yield Items.map((item) => workKey.parse(item));
  }
}

/** Starts a delivery that stands still again, under a new name. False when it is done or moves after all. Times in ms. */
export function raiseRedrive(calls: Table, key: WorkKey, now: number, nextLook: number): Promise<boolean> {
  const raisedBy = randomUUID();
  return holds(
    calls.documents.send(
      new UpdateCommand({
        TableName: calls.name,
        Key: { ...key },
        UpdateExpression: 'SET redrive = redrive + :one, raisedBy = :raisedBy, dueAt = :next',
        ConditionExpression: 'dueAt <= :now',
        ExpressionAttributeValues: { ':one': 1, ':raisedBy': raisedBy, ':next': nextLook, ':now': now },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
    (found) => found.raisedBy === raisedBy,
  );
}
