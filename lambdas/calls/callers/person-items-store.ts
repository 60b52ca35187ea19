import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../platform/aws/table.ts';

/** So many of a person's items; `after`: the `last` of those before. */
export interface PersonItemsPart {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Which items: from one sort key to another, both included. */
interface PersonItemsRange extends PersonItemsPart {
  readonly first: string;
  readonly end: string;
  /** The last ones first. */
  readonly isBackwards?: boolean;
}

/** Some of what lies in a person's partition, and after which key the next ones come: undefined when these are the last ones. Consistent. */
export async function readPersonItems(
  calls: Table,
  person: string,
  { first, end, after, limit, isBackwards = false }: PersonItemsRange,
): Promise<{ readonly items: Record<string, unknown>[]; readonly last: string | undefined }> {
  const { Items = [], LastEvaluatedKey } = await calls.documents.send(
    new QueryCommand({
      TableName: calls.name,
      KeyConditionExpression: 'pk = :person AND sk BETWEEN :first AND :end',
      ExpressionAttributeValues: { ':person': person, ':first': first, ':end': end },
      ...(after !== undefined && { ExclusiveStartKey: { pk: person, sk: after } }),
      ScanIndexForward: !isBackwards,
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  return { items: Items, last: LastEvaluatedKey && String(LastEvaluatedKey.sk) };
}

/** Times in order as text. Carriers tell nonsense at times; what began before 1970 counts as the first of all. */
export function timeDigits(time: number): string {
  return String(Math.max(0, time)).padStart(13, '0');
}
