import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed } from '../../platform/aws/condition-failed.ts';
import { readKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { type CallEvidence, callEvidence } from './call-evidence.ts';
import { evidencePartition, evidencePrefix } from './evidence-item.ts';

/**
 * So many of a pool's last calls are learnt from. They are read in one go: some 250 bytes each, which is below what DynamoDB answers at
 * a time, 1 MB.
 */
export const mostEvidence = 3000;

/** Puts what a call tells, unless that revision or a newer one is there. */
export async function putEvidence(calls: Table, item: Readonly<Record<string, unknown>>): Promise<void> {
  const isNewer = 'attribute_not_exists(revision) OR revision < :revision';
  try {
    await calls.documents.send(
      new PutCommand({
        TableName: calls.name,
        Item: { ...item },
        ConditionExpression: isNewer,
        ExpressionAttributeValues: { ':revision': item.revision },
      }),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

/** What the last calls of a pool tell, as far as this version knows it, the latest first. One read, not consistent. */
export async function readEvidence(calls: Table, pool: string): Promise<CallEvidence[]> {
  const { Items = [] } = await calls.documents.send(
    new QueryCommand({
      TableName: calls.name,
      KeyConditionExpression: 'pk = :pool AND begins_with(sk, :evidence)',
      ExpressionAttributeValues: { ':pool': evidencePartition(pool), ':evidence': evidencePrefix },
      ScanIndexForward: false,
      Limit: mostEvidence,
    }),
  );
  return readKnown(
    callEvidence,
    Items.filter(({ gone }) => gone !== true),
  );
}
