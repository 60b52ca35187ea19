import { paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../platform/batch-get.ts';
import { visitsByVisitor } from '../platform/names.ts';
import type { Table } from '../platform/table.ts';
import { type Visit, visit, visitItemKey } from './visit.ts';

/** As far back on a number as the index may lag behind, and more. */
const newestOnNumber = 50;

/**
 * All visits of a visitor, in no order. Those on numbers are found by an index, which lags; on the numbers that are named (those of
 * the visitor's tokens) they are read themselves.
 */
export async function readVisitsOfVisitor(
  visits: Table,
  visitor: string,
  numbers: readonly string[],
): Promise<Visit[]> {
  const [withoutNumber, indexed, ...onNumbers] = await Promise.all([
    withoutOwnNumber(visits, visitor),
    byIndex(visits, visitor),
    ...numbers.map((number) => onNumber(visits, visitor, number)),
  ]);
  const found = [...withoutNumber, ...indexed, ...onNumbers.flat()].map((item) => visit.parse(item));
  return [...new Map(found.map((one) => [keyText(one), one])).values()];
}

type Item = Record<string, unknown>;

async function withoutOwnNumber(visits: Table, visitor: string): Promise<Item[]> {
  const pages = paginateQuery(
    { client: visits.documents },
    {
      TableName: visits.name,
      KeyConditionExpression: 'pk = :visitor',
      ExpressionAttributeValues: { ':visitor': `VISITOR#${visitor}` },
      ConsistentRead: true,
    },
  );
  const items: Item[] = [];
  for await (const page of pages) items.push(...(page.Items ?? []));
  return items;
}

async function onNumber(visits: Table, visitor: string, number: string): Promise<Item[]> {
  const { Items = [] } = await visits.documents.send(
    new QueryCommand({
      TableName: visits.name,
      KeyConditionExpression: 'pk = :number',
      FilterExpression: 'visitor = :visitor',
      ExpressionAttributeValues: { ':number': `NUMBER#${number}`, ':visitor': visitor },
      ScanIndexForward: false,
      Limit: newestOnNumber,
      ConsistentRead: true,
    }),
  );
  return Items;
}

async function byIndex(visits: Table, visitor: string): Promise<Item[]> {
  const pages = paginateQuery(
    { client: visits.documents },
    {
      TableName: visits.name,
      IndexName: visitsByVisitor.name,
      KeyConditionExpression: '#visitor = :visitor',
      ExpressionAttributeNames: { '#visitor': visitsByVisitor.partition },
      ExpressionAttributeValues: { ':visitor': visitor },
    },
  );
  const keys: Item[] = [];
  for await (const { Items = [] } of pages) {
    keys.push(...Items.filter(({ pk }) => !String(pk).startsWith('VISITOR#')).map(({ pk, sk }) => ({ pk, sk })));
  }
  const items = await batchGet(visits, keys, { isConsistent: true });
  // The index may name what has been withdrawn meanwhile.
  return items.filter((item) => item.visitor === visitor);
}

function keyText(one: Visit): string {
  const { pk, sk } = visitItemKey(one);
  return `${pk} ${sk}`;
}
