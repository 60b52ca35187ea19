import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../platform/aws/table.ts';
import { type Visit, visit } from './visit.ts';
import { type VisitKey, visitItemKey } from './visit-key.ts';
import { type WithdrawnVisit, withdrawnVisit } from './withdraw-store.ts';

/** Who was shown a number; newest first. Of visitors who withdrew it is only known that there was one. */
export interface VisitsOnNumber {
  readonly visits: readonly Visit[];
  readonly withdrawn: readonly WithdrawnVisit[];
}

/** The visits that were shown a number of their own, this one, up to and including a time (ms). Consistent. */
export async function readVisitsOnNumber(
  visits: Table,
  number: string,
  { until, limit }: { readonly until: number; readonly limit: number },
): Promise<VisitsOnNumber> {
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
  const isWithdrawn = (item: Record<string, unknown>) => item.withdrawnAt !== undefined;
  return {
    visits: Items.filter((item) => !isWithdrawn(item)).map((item) => visit.parse(item)),
    withdrawn: Items.filter(isWithdrawn).map((item) => withdrawnVisit.parse(item)),
  };
}

/** A visit as it is kept now: unchanged, with what its visitor still allows, or `withdrawn`; undefined when it is gone. Consistent. */
export async function readVisitNow(visits: Table, key: VisitKey): Promise<Visit | 'withdrawn' | undefined> {
  const { pk, sk } = visitItemKey(key);
  const { Items = [] } = await visits.documents.send(
    new QueryCommand({
      TableName: visits.name,
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
      ConsistentRead: true,
    }),
  );
  const [item] = Items;
  if (item === undefined) return undefined;
  return item.withdrawnAt === undefined ? visit.parse(item) : 'withdrawn';
}
