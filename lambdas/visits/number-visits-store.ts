import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../platform/table.ts';
import { type Visit, visit } from './visit.ts';

/** The visits that were shown a number of their own, this one, up to and including a time (ms); newest first. Consistent. */
export async function readVisitsOnNumber(
  visits: Table,
  number: string,
  { until, limit }: { readonly until: number; readonly limit: number },
): Promise<Visit[]> {
  const { Items = [] } = await visits.documents.send(
    new QueryCommand({
      TableName: visits.name,
      KeyConditionExpression: 'pk = :number AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':number': `NUMBER#${number}`,
        ':first': 'VISIT#',
        // `~` sorts after every character of a visit's id.
        ':last': `VISIT#${String(until).padStart(13, '0')}#~`,
      },
      ScanIndexForward: false,
      Limit: limit,
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => visit.parse(item));
}
