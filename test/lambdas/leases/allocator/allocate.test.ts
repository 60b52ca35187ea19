import { leaseEngine } from '../../../../lambdas/leases/allocator/allocate.ts';
import type { Allocation } from '../../../../lambdas/leases/allocator/allocator.ts';
import { tableSlots } from '../../../../lambdas/leases/slots/slot-view-store.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import type { SessionPool } from '../../../../lambdas/settings/pools/pool.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';
import { poolOf, putSlot, putSlots, unusedSlot } from '../pool-of-slots.ts';

const start = 1_790_000_000_000;
let now = start;
let leases: Table;

beforeAll(async () => {
  leases = { documents: embeddedDynamoDB().documents, name: await createTable('Leases') };
});
beforeEach(() => {
  now = start;
});

/** A container that has just been started. */
const allocator = (random = Math.random) =>
  leaseEngine({ slots: tableSlots(leases), clock: () => now, random }).allocate;

function ask(pool: SessionPool, visitor: string): Promise<Allocation> {
  return allocator()({ pool, visitor, visit: `visit-${visitor}`, lease: `lease-${visitor}` });
}

function crowd(pool: SessionPool, size: number, name = 'v'): Promise<Allocation[]> {
  return Promise.all(Array.from({ length: size }, (_, index) => ask(pool, `${name}${index}`)));
}

function numbersOf(allocations: readonly Allocation[]): string[] {
  return allocations.flatMap((allocation) => (allocation.kind === 'leased' ? [allocation.slot.number] : []));
}

test('a fresh lease is on probation; without probation it is confirmed and whole at once', async () => {
  const pool = poolOf('one', { shards: [1] });
  await putSlots(leases, pool);
  expect(await ask(pool, 'a')).toMatchObject({
    kind: 'leased',
    slot: {
      visitor: 'a',
      visit: 'visit-a',
      lease: 'lease-a',
      shownAt: now,
      leasedUntil: now + 60_000,
      confirmed: false,
    },
  });
  const sure = poolOf('sure', { shards: [1], probationSeconds: 0 });
  await putSlots(leases, sure);
  expect(await ask(sure, 'a')).toMatchObject({ slot: { leasedUntil: now + 1200_000, confirmed: true } });
});

test.each([[[50]], [[20, 20, 10]]])(
  '200 visitors at once on 50 numbers in shards of %j: 50 get one each, 150 none',
  async (shards) => {
    const pool = poolOf(`crowded-${shards.length}`, { shards });
    await putSlots(leases, pool);
    const allocations = await crowd(pool, 200);
    const numbers = numbersOf(allocations);
    expect(new Set(numbers).size).toBe(50);
    expect(numbers).toHaveLength(50);
  },
);

test('a crowd gets all numbers that others left unconfirmed, each once', async () => {
  const pool = poolOf('ghosts', { shards: [30] });
  await putSlots(leases, pool);
  await crowd(pool, 30);
  now += 65_000;
  const numbers = numbersOf(await crowd(pool, 100, 'w'));
  expect(numbers).toHaveLength(30);
  expect(new Set(numbers).size).toBe(30);
});

test('takes never used and run out numbers before those that may still be called, whatever their shard', async () => {
  const pool = poolOf('order', { shards: [2, 2] });
  const ghost = { confirmed: false, leasedUntil: now - 10_000 };
  const slots = [
    { ...unusedSlot('order', 0, 0), ...ghost, shownAt: now - 80_000 },
    { ...unusedSlot('order', 1, 0), ...ghost, shownAt: now - 90_000 },
    { ...unusedSlot('order', 2, 1), ...ghost, shownAt: now - 70_000 },
    { ...unusedSlot('order', 3, 1), shownAt: now - 1300_000, leasedUntil: now - 10_000, confirmed: true },
  ];
  await Promise.all(slots.map((slot) => putSlot(leases, slot)));
  const order = [];
  for (const visitor of ['a', 'b', 'c', 'd', 'e']) order.push(...numbersOf([await ask(pool, visitor)]));
  expect(order).toEqual([slots[3], slots[1], slots[0], slots[2]].map((slot) => slot!.number));
});

test('an unconfirmed number is like any other when its lease time is over', async () => {
  const pool = poolOf('over', { shards: [2] });
  const long = { confirmed: false, shownAt: now - 1203_000, leasedUntil: now - 1143_000 };
  await putSlot(leases, { ...unusedSlot('over', 0), ...long });
  await putSlot(leases, {
    ...unusedSlot('over', 1),
    confirmed: true,
    shownAt: now - 1100_000,
    leasedUntil: now - 10_000,
  });
  const allocation = await allocator(() => 0)({ pool, visitor: 'a', visit: 'v', lease: 'l' });
  expect(numbersOf([allocation])).toEqual([unusedSlot('over', 0).number]);
});

test('an empty pool has none', async () => {
  expect(await ask(poolOf('empty', { shards: [] }), 'a')).toEqual({ kind: 'exhausted' });
  expect(await ask(poolOf('empty', { shards: [0] }), 'a')).toEqual({ kind: 'exhausted' });
});
