import { PutCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ForeignIds } from '../attribution/foreign-ids.ts';
import { conditionFailed } from '../platform/aws/condition-failed.ts';
import type { Table } from '../platform/aws/table.ts';
import { allowedIds } from './build-visit.ts';
import type { Visit } from './visit.ts';
import { type VisitKey, visitItemKey } from './visit-key.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Puts a visit, by its number or by its visitor. Putting the same visit again changes nothing. One that its visitor withdrew while the
 * page was answered, or while the SDK sent this again, stays the mark that it is. TTL collects it after `keepDays`.
 */
export async function putVisit(table: Table, record: Visit, keepDays: number): Promise<void> {
  const ttl = Math.floor((record.shownAt + keepDays * dayMs) / 1000);
  const isNotWithdrawn = 'attribute_not_exists(withdrawnAt)';
  try {
    await table.documents.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...visitItemKey(record), ...record, ttl },
        ConditionExpression: isNotWithdrawn,
      }),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

/** Notes when the visitor last clicked the number. False when the visit is no longer kept. */
export async function noteClick(table: Table, key: VisitKey, at: number): Promise<boolean> {
  return updateTheirs(table, key, {
    UpdateExpression: 'SET clickedAt = :at',
    ConditionExpression: 'visitor = :visitor',
    ExpressionAttributeValues: { ':at': at, ':visitor': key.visitor },
  });
}

/** Bytes of values; what is over is left out, whole. A visit that gets ids later may so take a second write unit. */
const mostIdBytes = 500;

/**
 * Notes all ids that other tools have given the visitor's browser by now, as far as they allow them: that is asked of the visit by the
 * write itself. Doing it again changes nothing. False when the visit is no longer kept.
 */
export async function noteIds(table: Table, key: VisitKey, ids: ForeignIds): Promise<boolean> {
  for (const ads of [true, false]) {
    const allowed = boundedIds(allowedIds(ids, { ads, analytics: true }));
    if (Object.keys(allowed).length === 0) return true;
    const isNoted = await updateTheirs(table, key, {
      UpdateExpression: 'SET ids = :ids',
      ConditionExpression: 'visitor = :visitor AND consent.ads = :ads',
      ExpressionAttributeValues: { ':visitor': key.visitor, ':ids': allowed, ':ads': ads },
    });
    if (isNoted) return true;
  }
  return false;
}

function boundedIds(ids: ForeignIds): ForeignIds {
  let room = mostIdBytes;
  const fits = ([, id = '']: [string, string | undefined]) => {
    const bytes = Buffer.byteLength(id);
    if (bytes > room) return false;
    room -= bytes;
    return true;
  };
  return Object.fromEntries(Object.entries(ids).filter(fits));
}

/** Under the condition that the visit is still theirs: one that its visitor withdrew is nobody's. False when it is not. */
async function updateTheirs(
  table: Table,
  key: VisitKey,
  update: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
): Promise<boolean> {
  try {
    await table.documents.send(new UpdateCommand({ TableName: table.name, Key: visitItemKey(key), ...update }));
    return true;
  } catch (error) {
    if (conditionFailed(error)) return false;
    throw error;
  }
}
