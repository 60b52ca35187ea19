import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readKnown } from '../platform/aws/stored-item.ts';
import type { Table } from '../platform/aws/table.ts';
import type { Visit } from './visit.ts';
import { readVisit } from './visit.ts';
import { type VisitKey, visitItemKey } from './visit-key.ts';
import { type WithdrawnVisit, withdrawnVisit } from './withdraw-store.ts';

/** Who was shown a number; newest first. Of visitors who withdrew, or whom only a newer version knows, it is only known that there was one. */
export interface VisitsOnNumber {
  readonly visits: readonly Visit[];
  readonly withdrawn: readonly WithdrawnVisit[];
}

/** The visits that were shown a number of their own, this one, up to and including a time (ms). Consistent. */
export async function readVisitsOnNumber(
  table: Table,
  number: string,
  { until, limit }: { readonly until: number; readonly limit: number },
): Promise<VisitsOnNumber> {
  const { Items = [] } = await table.documents.send(
    new QueryCommand({
      TableName: table.name,
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
  const visits: Visit[] = [];
  const marks = Items.filter(isWithdrawn);
  for (const item of Items.filter((one) => !isWithdrawn(one))) {
    const known = readVisit(item);
    if (known !== undefined) visits.push(known);
    // Somebody was shown the number then: nobody before is taken for the last one.
    else marks.push({ ...item, withdrawnAt: item.shownAt });
  }
  return { visits, withdrawn: readKnown(withdrawnVisit, marks).toSorted((a, b) => b.shownAt - a.shownAt) };
}

/** A visit as it is kept now: unchanged, with what its visitor still allows, or `withdrawn`, also where only a newer version knows; undefined when it is gone. Consistent. */
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
  return item.withdrawnAt === undefined ? (readVisit(item) ?? 'withdrawn') : 'withdrawn';
}
