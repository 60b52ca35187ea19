import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from '../../calls/canonical-json.ts';
import { holds } from '../../platform/aws/condition-failed.ts';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { ledgerKey } from '../conversion-items.ts';
import { type LedgerEntry, ledgerEntry } from './ledger.ts';

/**
 * Puts an entry under its source and event id. One that was there already with the same content keeps the time at which it first
 * came. False when that id was used for something else, which stays.
 */
export function putLedgerEntry(calls: Table, entry: LedgerEntry): Promise<boolean> {
  return holds(
    calls.documents.send(
      new PutCommand({
        TableName: calls.name,
        Item: { ...ledgerKey(entry), ...entry },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
    (found) => {
      const known = readIfKnown(ledgerEntry, found);
      return known !== undefined && contentOf(known) === contentOf(entry);
    },
  );
}

function contentOf(entry: LedgerEntry): string {
  return canonicalJson({ ...entry, receivedAt: undefined });
}
