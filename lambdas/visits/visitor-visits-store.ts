import { paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../platform/aws/batch-get.ts';
import type { Table } from '../platform/aws/table.ts';
import { visitsByVisitor } from '../platform/aws/table-keys.ts';
import { readVisit, type Visit, visit } from './visit.ts';
import { type VisitKey, visitItemKey, visitKeyOf } from './visit-key.ts';

/** As far back on a number as the index may lag behind, and more. */
const newestOnNumber = 50;

/** So many visits of the index are read at a time. */
const partSize = 500;

/**
 * All visits of a visitor, part by part, in no order; there may be any number of them. Those on numbers are found by an index, which
 * lags; on the numbers that are named (those of the visitor's tokens) the newest are read themselves, and may come twice.
 */
export async function* visitsOfVisitor(
  visits: Table,
  visitor: string,
  numbers: readonly string[],
): AsyncGenerator<readonly Visit[], undefined> {
  for (const number of numbers) yield parsed(await onNumber(visits, visitor, number));
  for await (const items of withoutOwnNumber(visits, visitor)) yield parsed(items);
  for await (const items of byIndex(visits, visitor)) yield parsed(items);
  return undefined;
}

type Item = Record<string, unknown>;

/** Throws for one that lacks what no visit can be without: it cannot be forgotten, and must not be taken for that. */
function parsed(items: readonly Item[]): Visit[] {
  return items.map((item) => readVisit(item) ?? visit.parse(item));
}

async function* withoutOwnNumber(visits: Table, visitor: string): AsyncGenerator<readonly Item[], undefined> {
  const pages = paginateQuery(
    { client: visits.documents },
    {
      TableName: visits.name,
      KeyConditionExpression: 'pk = :visitor',
      ExpressionAttributeValues: { ':visitor': `VISITOR#${visitor}` },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) yield Items;
  return undefined;
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

async function* byIndex(visits: Table, visitor: string): AsyncGenerator<readonly Item[], undefined> {
  const pages = paginateQuery(
    { client: visits.documents, pageSize: partSize },
    {
      TableName: visits.name,
      IndexName: visitsByVisitor.name,
      KeyConditionExpression: '#visitor = :visitor',
      ExpressionAttributeNames: { '#visitor': visitsByVisitor.partition },
      ExpressionAttributeValues: { ':visitor': visitor },
    },
  );
  for await (const { Items = [] } of pages) {
    const keys = Items.filter(({ pk }) => !String(pk).startsWith('VISITOR#')).map(({ pk, sk }) => ({ pk, sk }));
    const items = await batchGet(visits, keys, { isConsistent: true });
    // The index may name what has been withdrawn meanwhile.
    yield items.filter((item) => item.visitor === visitor);
  }
  return undefined;
}

/**
 * The newest visit of a visitor, by what finds it; undefined where none is kept. One with a number of its own is found a moment after it
 * began, as the index lags.
 */
export async function newestVisitOf(visits: Table, visitor: string): Promise<VisitKey | undefined> {
  const newest = { ScanIndexForward: false, Limit: 1, TableName: visits.name };
  const answers = await Promise.all([
    visits.documents.send(
      new QueryCommand({
        ...newest,
        KeyConditionExpression: 'pk = :visitor',
        ExpressionAttributeValues: { ':visitor': `VISITOR#${visitor}` },
        ConsistentRead: true,
      }),
    ),
    visits.documents.send(
      new QueryCommand({
        ...newest,
        IndexName: visitsByVisitor.name,
        KeyConditionExpression: '#visitor = :visitor',
        ExpressionAttributeNames: { '#visitor': visitsByVisitor.partition },
        ExpressionAttributeValues: { ':visitor': visitor },
      }),
    ),
  ]);
  const found = answers.flatMap(({ Items = [] }) => Items.flatMap((item) => visitKeyOf(item, visitor) ?? []));
  return found.toSorted((a, b) => b.shownAt - a.shownAt)[0];
}

/** The visits of these keys, by visit id, as far as they are still kept, and known to this version. */
export async function readVisits(table: Table, keys: readonly VisitKey[]): Promise<ReadonlyMap<string, Visit>> {
  const items = await batchGet(table, keys.map(visitItemKey), { isConsistent: false });
  // One that was withdrawn meanwhile has left a mark under its key.
  const records = items.filter(({ visitor }) => visitor !== undefined).flatMap((item) => readVisit(item) ?? []);
  return new Map(records.map((record) => [record.visit, record]));
}
