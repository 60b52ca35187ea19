import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../platform/batch-get.ts';
import { conditionFailed } from '../platform/condition-failed.ts';
import type { Table } from '../platform/table.ts';
import { type Visit, type VisitKey, visit, visitItemKey } from './visit.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Puts a visit, by its number or by its visitor. Putting the same visit again changes nothing. TTL collects it after `keepDays`. */
export async function putVisit(table: Table, record: Visit, keepDays: number): Promise<void> {
  const ttl = Math.floor((record.shownAt + keepDays * dayMs) / 1000);
  await table.documents.send(
    new PutCommand({ TableName: table.name, Item: { ...visitItemKey(record), ...record, ttl } }),
  );
}

/** Notes when the visitor last clicked the number. False when the visit is no longer kept. */
export async function noteClick(table: Table, key: VisitKey, at: number): Promise<boolean> {
  try {
    await table.documents.send(
      new UpdateCommand({
        TableName: table.name,
        Key: visitItemKey(key),
        UpdateExpression: 'SET clickedAt = :at',
        // A visit that its visitor withdrew is no longer theirs.
        ConditionExpression: 'visitor = :visitor',
        ExpressionAttributeValues: { ':at': at, ':visitor': key.visitor },
      }),
    );
    return true;
  } catch (error) {
    if (conditionFailed(error)) return false;
    throw error;
  }
}

/** The visits of these keys, by visit id, as far as they are still kept. */
export async function readVisits(table: Table, keys: readonly VisitKey[]): Promise<ReadonlyMap<string, Visit>> {
  const items = await batchGet(table, keys.map(visitItemKey), { isConsistent: false });
  // One that was withdrawn meanwhile has left a mark under its key.
  const records = items.filter(({ visitor }) => visitor !== undefined).map((item) => visit.parse(item));
  return new Map(records.map((record) => [record.visit, record]));
}
