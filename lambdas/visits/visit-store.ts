import { BatchGetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
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

const mostKeysPerRead = 100;

/** The visits of these keys, by visit id, as far as they are still kept. */
export async function readVisits(table: Table, keys: readonly VisitKey[]): Promise<ReadonlyMap<string, Visit>> {
  const found = new Map<string, Visit>();
  let left: Record<string, unknown>[] = keys.map(visitItemKey);
  while (left.length > 0) {
    const now = left.slice(0, mostKeysPerRead);
    const answer = await table.documents.send(new BatchGetCommand({ RequestItems: { [table.name]: { Keys: now } } }));
    for (const item of answer.Responses?.[table.name] ?? []) {
      const record = visit.parse(item);
      found.set(record.visit, record);
    }
    left = [...(answer.UnprocessedKeys?.[table.name]?.Keys ?? []), ...left.slice(mostKeysPerRead)];
  }
  return found;
}
