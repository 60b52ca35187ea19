import { randomUUID } from 'node:crypto';
import { TransactionCanceledException, TransactionInProgressException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { pauseBefore } from '../random-pause.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A condition that did not hold: which of the items, and what lay there (if the item asked for `ALL_OLD`). */
export interface FailedCondition {
  readonly index: number;
  readonly item: Record<string, unknown> | undefined;
}

const attempts = 8;

/** Reasons that say nothing about our conditions: the very same transaction may pass a moment later. */
const passing = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/**
 * Writes all items or none. Answers the conditions that did not hold; an empty list means written. A transaction that
 * another one got in the way of is tried again; any other failure throws. However often it is sent, by us or by the SDK, it has one
 * token: DynamoDB answers a repetition within ten minutes as the first, and its conditions do not meet its own writes.
 */
export async function transact(documents: DynamoDBDocumentClient, items: TransactItem[]): Promise<FailedCondition[]> {
  const ClientRequestToken = randomUUID();
  for (let attempt = 1; ; attempt++) {
    try {
      await documents.send(new TransactWriteCommand({ TransactItems: items, ClientRequestToken }));
      return [];
    } catch (error) {
      const failed = failedConditions(error);
      if (failed.length > 0) return failed;
      if (attempt === attempts || !isPassing(error)) throw error;
      await pauseBefore(attempt + 1);
    }
  }
}

function failedConditions(error: unknown): FailedCondition[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).flatMap((reason, index) =>
    reason.Code === 'ConditionalCheckFailed' ? [{ index, item: reason.Item && unmarshall(reason.Item) }] : [],
  );
}

function isPassing(error: unknown): boolean {
  if (error instanceof TransactionInProgressException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).flatMap(({ Code }) => (Code && Code !== 'None' ? [Code] : []));
  return codes.length > 0 && codes.every((code) => passing.has(code));
}
