import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from '../calls/canonical-json.ts';
import { conditionFailed } from '../platform/condition-failed.ts';
import type { Table } from '../platform/table.ts';
import { ledgerKey } from './conversion-items.ts';
import { type LedgerEntry, ledgerEntry } from './ledger.ts';

/**
 * Puts an entry under its source and event id. `same`: it was there already with the same content, and keeps the time at which
 * it first came; `other`: that id was used for something else, which stays.
 */
export async function putLedgerEntry(calls: Table, entry: LedgerEntry): Promise<'new' | 'same' | 'other'> {
  try {
    await calls.documents.send(
      new PutCommand({
        TableName: calls.name,
        Item: { ...ledgerKey(entry), ...entry },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return 'new';
  } catch (error) {
    const failed = conditionFailed(error);
    if (failed === undefined) throw error;
    return failed.item !== undefined && contentOf(ledgerEntry.parse(failed.item)) === contentOf(entry)
      ? 'same'
      : 'other';
  }
}

function contentOf(entry: LedgerEntry): string {
  return canonicalJson({ ...entry, receivedAt: undefined });
}
