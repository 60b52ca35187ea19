import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { readKnown } from '../platform/aws/stored-item.ts';
import type { Table } from '../platform/aws/table.ts';
import type { HourCounts } from './pool-counters.ts';
import { countsPartition } from './pool-counters-store.ts';
import { type PoolLoad, poolLoad } from './pool-load.ts';

const whole = z.int();
const wholeOr0 = z._default(whole, 0);

/** About 200 bytes; kept for ever. */
const row = z.object({
  pool: z.string(),
  hour: whole,
  asked: whole,
  leased: whole,
  returned: whole,
  refused: whole,
  // Rows of before these were counted have none.
  bots: wholeOr0,
  noConsent: wholeOr0,
  elsewhere: wholeOr0,
  limited: wholeOr0,
  unrecorded: wholeOr0,
});

/** What all containers have counted on the UTC day of that time (ms): a row for each container and hour. */
export async function readDayCounts(leases: Table, pool: string, time: number): Promise<HourCounts[]> {
  const pages = paginateQuery(
    { client: leases.documents },
    {
      TableName: leases.name,
      KeyConditionExpression: 'pk = :day',
      ExpressionAttributeValues: { ':day': countsPartition(pool, time) },
    },
  );
  const rows: HourCounts[] = [];
  for await (const { Items = [] } of pages) rows.push(...readKnown(row, Items));
  return rows;
}

const dayMs = 86_400_000;

/** Reads the counters of the last week: a query for each of the eight days that it touches. */
export async function readPoolLoad(leases: Table, pool: string, now: number): Promise<PoolLoad> {
  const days = Array.from({ length: 8 }, (_, ago) => now - ago * dayMs);
  const rows = await Promise.all(days.map((day) => readDayCounts(leases, pool, day)));
  return poolLoad(rows.flat(), now);
}
