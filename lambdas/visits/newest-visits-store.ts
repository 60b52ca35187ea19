import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../platform/aws/batch-get.ts';
import type { Table } from '../platform/aws/table.ts';
import { visitsByVisitor } from '../platform/aws/table-keys.ts';
import { readVisitNow } from './number-visits-store.ts';
import { readVisit, type Visit } from './visit.ts';
import { type VisitKey, visitKeyOf } from './visit-key.ts';

/** Some of a visitor's visits, the newest first, and whether there are more. */
export interface NewestVisits {
  readonly visits: readonly Visit[];
  readonly hasMore: boolean;
}

/**
 * The newest visits of a visitor that are kept, of whatever number. The index that finds them lags, so what began just now may be missing; the visits themselves
 * are read consistently: of who has withdrawn meanwhile there is none.
 */
export async function newestVisits(visits: Table, visitor: string, limit: number): Promise<NewestVisits> {
  const keys = await keysOf(visits, { visitor, limit: limit + 1 });
  return { visits: await read(visits, visitor, keys.slice(0, limit)), hasMore: keys.length > limit };
}

/**
 * A visit as it is kept now, wherever it lies: by the number that it is thought to have been shown, else by its visitor. `withdrawn`: of its
 * visitor nothing is told any more; undefined when it is gone.
 */
export async function findVisit(visits: Table, key: VisitKey): Promise<Visit | 'withdrawn' | undefined> {
  const found = await readVisitNow(visits, key);
  if (found !== undefined) return found;
  const { visitor, shownAt, visit } = key;
  const others = await read(visits, visitor, await keysOf(visits, { visitor, from: shownAt, to: shownAt, limit: 5 }));
  return others.find((one) => one.visit === visit);
}

/** So many of a visitor's last showings within that time are looked through. */
const newestKeys = 200;

/**
 * The last visit in which a number was shown to a visitor, from one time to another (ms, both included); undefined if it was not, or nothing is kept of
 * it. The index that says so lags a moment.
 */
export async function lastShown(
  visits: Table,
  number: string,
  { visitor, since, until }: { readonly visitor: string; readonly since: number; readonly until: number },
): Promise<Visit | 'withdrawn' | undefined> {
  const keys = await keysOf(visits, { visitor, from: since, to: until, limit: newestKeys });
  const last = keys.flatMap((key) => visitKeyOf(key, visitor) ?? []).find((key) => key.number === number);
  return last && readVisitNow(visits, last);
}

interface AskedKeys {
  readonly visitor: string;
  /** When they were shown something, ms, both included. */
  readonly from?: number;
  readonly to?: number;
  readonly limit: number;
}

/** Where some of a visitor's visits lie, the newest first. */
async function keysOf(
  visits: Table,
  { visitor, from = 0, to = Number.MAX_SAFE_INTEGER, limit }: AskedKeys,
): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await visits.documents.send(
    new QueryCommand({
      TableName: visits.name,
      IndexName: visitsByVisitor.name,
      KeyConditionExpression: '#visitor = :visitor AND #shownAt BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#visitor': visitsByVisitor.partition, '#shownAt': visitsByVisitor.sort },
      ExpressionAttributeValues: { ':visitor': visitor, ':from': from, ':to': to },
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  return Items.map(({ pk, sk }) => ({ pk, sk }));
}

async function read(visits: Table, visitor: string, keys: readonly Record<string, unknown>[]): Promise<Visit[]> {
  const items = await batchGet(visits, keys, { isConsistent: true });
  const known = items.filter((item) => item.visitor === visitor).flatMap((item) => readVisit(item) ?? []);
  return known.toSorted((a, b) => b.shownAt - a.shownAt);
}
