import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { paramsWithIds } from '../identifiers/own-ids.ts';
import { conditionFailed } from '../platform/aws/condition-failed.ts';
import type { Table } from '../platform/aws/table.ts';
import { readVisitNow } from './number-visits-store.ts';
import { type VisitKey, visitItemKey } from './visit-key.ts';

/**
 * Notes by what a site itself knows the visitor, among what the page wanted to be kept with the visit. Doing it again changes nothing. False
 * when the visit is not theirs any more, or only a newer version knows what they allow: then nothing is kept.
 */
export async function noteOwnIds(
  visits: Table,
  key: VisitKey,
  ids: Readonly<Record<string, string>>,
): Promise<boolean> {
  const visit = await readVisitNow(visits, key);
  if (visit === undefined || visit === 'withdrawn' || visit.visitor !== key.visitor) return false;
  const params = paramsWithIds(visit.params ?? {}, ids);
  if (params === undefined) return true;
  const isTheirs = 'visitor = :visitor';
  try {
    await visits.documents.send(
      new UpdateCommand({
        TableName: visits.name,
        Key: visitItemKey(key),
        UpdateExpression: 'SET params = :params',
        ConditionExpression: isTheirs,
        ExpressionAttributeValues: { ':params': params, ':visitor': key.visitor },
      }),
    );
    return true;
  } catch (error) {
    if (conditionFailed(error) !== undefined) return false;
    throw error;
  }
}
