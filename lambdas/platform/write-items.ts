import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed } from './condition-failed.ts';
import { type FailedCondition, type TransactItem, transact } from './transact.ts';

/** Writes all items or none, as `transact` does; one that is put alone needs no transaction, which would cost twice as much. */
export async function writeItems(documents: DynamoDBDocumentClient, items: TransactItem[]): Promise<FailedCondition[]> {
  const [only, ...more] = items;
  if (only?.Put === undefined || more.length > 0) return transact(documents, items);
  try {
    await documents.send(new PutCommand(only.Put));
    return [];
  } catch (error) {
    const failed = conditionFailed(error);
    if (failed !== undefined) return [{ index: 0, item: failed.item }];
    // A transaction is under way on the item: it waits for that, and tries again.
    if (error instanceof TransactionConflictException) return transact(documents, items);
    throw error;
  }
}
