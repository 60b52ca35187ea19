import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { readVisit, type Visit } from '../../../../lambdas/visits/visit.ts';

/** All visits that were shown the number, the first one first, without those that were withdrawn. */
export async function readVisitsOfNumber({ documents, name }: Table, number: string): Promise<Visit[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :number',
      ExpressionAttributeValues: { ':number': `NUMBER#${number}` },
      ConsistentRead: true,
    }),
  );
  return Items.filter(({ visitor }) => visitor !== undefined).flatMap((item) => readVisit(item) ?? []);
}
