import { isDeepStrictEqual } from 'node:util';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { conditionFailed } from './condition-failed.ts';
import { type FailedCondition, type TransactItem, transact } from './transact.ts';

/**
 * Writes all items or none, as `transact` does; one that is put alone needs no transaction, which would cost twice as much. Such an item
 * is written, too, if it lies there already just so: the SDK sends it again when the answer is lost, and has no token for it.
 */
export async function writeItems(documents: DynamoDBDocumentClient, items: TransactItem[]): Promise<FailedCondition[]> {
  const [only, ...more] = items;
  if (only?.Put === undefined || more.length > 0) return transact(documents, items);
  try {
    await documents.send(new PutCommand({ ...only.Put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }));
    return [];
  } catch (error) {
    const failed = conditionFailed(error);
    if (failed !== undefined) return isThere(only.Put.Item, failed.item) ? [] : [{ index: 0, item: failed.item }];
    throw error;
  }
}

function isThere(item: Record<string, unknown> | undefined, found: Record<string, unknown> | undefined): boolean {
  return isDeepStrictEqual(item && unmarshall(marshall(item, { removeUndefinedValues: true })), found);
}
