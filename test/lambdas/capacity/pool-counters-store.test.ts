import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { readDayCounts, readPoolLoad } from '../../../lambdas/capacity/day-counts-store.ts';
import { noCounts } from '../../../lambdas/capacity/pool-counters.ts';
import { writeHourCounts } from '../../../lambdas/capacity/pool-counters-store.ts';
import { readShard } from '../../../lambdas/leases/slots/slot-transitions-store.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { createTable, embeddedDynamoDB } from '../../embedded-dynamodb.ts';
import { poolOf, putSlots } from '../leases/pool-of-slots.ts';

const hour = 3_600_000;
const day = 24 * hour;
const nine = Date.UTC(2026, 10, 22, 9);
let leases: Table;

beforeAll(async () => {
  leases = { documents: embeddedDynamoDB().documents, name: await createTable('Leases') };
});

const counts = (asked: number, at = nine, pool = 'ads') => ({
  ...noCounts,
  pool,
  hour: at,
  asked,
  leased: asked,
});

test('a container overwrites its own row of the hour, and no other', async () => {
  await writeHourCounts(leases, 'one', counts(1));
  await writeHourCounts(leases, 'two', counts(5));
  await writeHourCounts(leases, 'one', counts(3));
  await writeHourCounts(leases, 'one', counts(7, nine + hour));
  await writeHourCounts(leases, 'one', counts(9, nine, 'ads-2'));
  await writeHourCounts(leases, 'one', counts(2, nine - day));
  expect(await readDayCounts(leases, 'ads', nine + 5 * hour)).toEqual([counts(3), counts(5), counts(7, nine + hour)]);
});

test('a row that was written before robots were counted has none', async () => {
  const { documents, name } = leases;
  const old = { pool: 'old', hour: nine, asked: 4, leased: 3, returned: 0, refused: 1 };
  await documents.send(new PutCommand({ TableName: name, Item: { pk: 'POOL#old#2026-11-22', sk: '09#one', ...old } }));
  expect(await readDayCounts(leases, 'old', nine)).toEqual([{ ...noCounts, ...old }]);
});

test('the load is read over the whole week that has passed, and no longer', async () => {
  for (const ago of [1, 167, 168, 169, 200])
    await writeHourCounts(leases, 'one', counts(ago, nine - ago * hour, 'week'));
  const load = await readPoolLoad(leases, 'week', nine + 1000);
  expect(load).toMatchObject({ hours: 168, visits: 1 + 167 + 168, busiest: { from: nine - 168 * hour, visits: 168 } });
});

test('counters are no slots', async () => {
  const pool = poolOf('mixed', { shards: [2] });
  await putSlots(leases, pool);
  await writeHourCounts(leases, 'one', counts(1, nine, 'mixed'));
  expect(await readShard(leases, 'mixed', 0)).toHaveLength(2);
});
