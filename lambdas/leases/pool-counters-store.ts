import { paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Table } from '../platform/table.ts';
import type { HourCounts } from './pool-counters.ts';

const whole = z.int();
const wholeOr0 = z._default(whole, 0);

/** Key: `POOL#<pool>#<day>` / `<hour>#<container>`; a day is one query. About 200 bytes; kept for ever. */
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
});

/** Overwrites the container's own row of that hour. (An update, as the function may update slots anyway, and not put.) */
export async function writeHourCounts(
  leases: Table,
  container: string,
  { pool, hour, ...counts }: HourCounts,
): Promise<void> {
  const facts = row.parse({ pool, hour, ...counts });
  const names = Object.keys(facts);
  await leases.documents.send(
    new UpdateCommand({
      TableName: leases.name,
      Key: { pk: dayPartition(pool, hour), sk: `${new Date(hour).toISOString().slice(11, 13)}#${container}` },
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(Object.entries(facts).map(([name, value]) => [`:${name}`, value])),
    }),
  );
}

/** What all containers have counted on the UTC day of that time (ms): a row for each container and hour. */
export async function readDayCounts(leases: Table, pool: string, time: number): Promise<HourCounts[]> {
  const pages = paginateQuery(
    { client: leases.documents },
    {
      TableName: leases.name,
      KeyConditionExpression: 'pk = :day',
      ExpressionAttributeValues: { ':day': dayPartition(pool, time) },
    },
  );
  const rows: HourCounts[] = [];
  for await (const { Items = [] } of pages) rows.push(...Items.map((item) => row.parse(item)));
  return rows;
}

function dayPartition(pool: string, time: number): string {
  return `POOL#${pool}#${new Date(time).toISOString().slice(0, 10)}`;
}
