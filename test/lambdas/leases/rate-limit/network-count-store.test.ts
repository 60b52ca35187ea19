import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { countInNetwork } from '../../../../lambdas/leases/rate-limit/network-count-store.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';

const minute = Date.UTC(2026, 10, 22, 9, 20);
const keys = { signWith: '1', keys: new Map([['1', Buffer.alloc(32, 1)]]) };
const office = { site: 'shop', network: '203.0.113.0/24', perMinute: 10, minute };
let leases: Table;

beforeEach(async () => {
  leases = { documents: embeddedDynamoDB().documents, name: await createTable('Leases') };
});

const count = (more: number, other: Partial<typeof office> = {}) =>
  countInNetwork(leases, keys, 'newLeases', { ...office, ...other, more });

async function items() {
  const { Items = [] } = await leases.documents.send(new ScanCommand({ TableName: leases.name, ConsistentRead: true }));
  return Items;
}

test('adds up to the share and not beyond', async () => {
  expect(await count(4)).toBe(true);
  expect(await count(4)).toBe(true);
  expect(await count(4)).toBe(false);
  expect(await count(2)).toBe(true);
  expect(await count(1)).toBe(false);
  expect(await items()).toEqual([
    {
      pk: expect.stringMatching(/^NETWORK#shop#[\w-]{22}$/),
      sk: '2026-11-22T09:20',
      countedBy: expect.any(String),
      newLeases: 10,
      ttl: minute / 1000 + 3600,
    },
  ]);
});

test('each minute, network and site has a count of its own', async () => {
  for (const other of [{}, { minute: minute + 60_000 }, { network: '203.0.114.0/24' }, { site: 'shop-2' }]) {
    expect([other, await count(10, other)]).toEqual([other, true]);
  }
  expect(await items()).toHaveLength(4);
});

test('more than the share at once is refused without a write', async () => {
  expect(await count(4, { perMinute: 3 })).toBe(false);
  expect(await items()).toEqual([]);
});

test('of many at once as many are counted as there is room for', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => count(1)));
  expect(answers.filter(Boolean)).toHaveLength(10);
});

test('no address stands in the table, and without the key nobody can tell whose count it is', async () => {
  await count(1);
  await countInNetwork(leases, { ...keys, keys: new Map([['1', Buffer.alloc(32, 2)]]) }, 'newLeases', {
    ...office,
    more: 1,
  });
  const stored = await items();
  expect(JSON.stringify(stored)).not.toContain('203.0.113');
  expect(new Set(stored.map(({ pk }) => pk)).size).toBe(2);
});

test('a table that is away is told, not taken for a full minute', async () => {
  await expect(
    countInNetwork({ ...leases, name: 'Nowhere' }, keys, 'newLeases', { ...office, more: 1 }),
  ).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
