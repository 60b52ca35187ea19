import { BatchGetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { addNumbers } from '../../../../lambdas/leases/inventory/add-numbers.ts';
import { removeNumber } from '../../../../lambdas/leases/inventory/remove-number.ts';
import { closeSlot, listSlots } from '../../../../lambdas/leases/slots/pool-slots-store.ts';
import { allocateSlot } from '../../../../lambdas/leases/slots/slot-transitions-store.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { readNumbers } from '../../../../lambdas/settings/phone-numbers/number-store.ts';
import { deletePool } from '../../../../lambdas/settings/pools/delete-pool.ts';
import { readPool } from '../../../../lambdas/settings/pools/pool-store.ts';
import { putPool } from '../../../../lambdas/settings/pools/put-pool.ts';
import { number, sessionPool, shopTables, start } from '../../settings/shop.ts';

const fromTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => number(from + index));
/** More numbers than the fiction ranges of one area have: +1 2xx 555 01yy. */
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const area = [202, 212, 213, 312, 305, 404, 415, 503, 512, 602, 617, 702, 713, 206][Math.floor(index / 100)];
    return `+1${area}555${String(100 + (index % 100)).padStart(4, '0')}`;
  });

type Tables = Awaited<ReturnType<typeof shopTables>>;

const results = async (tables: Tables, pool: string, numbers: string[], at = start) =>
  (await addNumbers(tables, pool, numbers, at)).map(({ result }) => result);

async function slots({ settings, leases }: Tables, pool: string) {
  const stored = await readPool(settings, pool);
  const shards = stored?.kind === 'session' ? stored.shards : [];
  const parts = await Promise.all(shards.map((_, shard) => listSlots(leases, pool, shard, {})));
  return parts.flatMap((part) => part.slots);
}

async function sizeOf({ settings }: Tables, pool: string) {
  return (await readPool(settings, pool))?.size;
}

/** The table, with something that happens before each of its operations. */
function interrupted(table: Table, happens: (command: unknown) => Promise<void>): Table {
  const documents = Object.create(table.documents) as Table['documents'];
  documents.send = (async (command: never) => {
    await happens(command);
    return table.documents.send(command);
  }) as never;
  return { ...table, documents };
}

test('more numbers than one transaction takes, each once, with a live slot', async () => {
  const tables = await shopTables(number(99));
  const numbers = fromTo(0, 89);
  expect(await results(tables, 'ads', [...numbers, number(0)])).toEqual(Array(91).fill('added'));
  const live = await slots(tables, 'ads');
  expect(live.map((slot) => slot.number)).toEqual(numbers);
  expect(live.every(({ state, leasedUntil }) => state === 'live' && leasedUntil === 0)).toBe(true);
  expect(await sizeOf(tables, 'ads')).toBe(90);
});

test('adding again changes nothing', async () => {
  const tables = await shopTables(number(99));
  await results(tables, 'ads', fromTo(0, 4));
  const before = await readPool(tables.settings, 'ads');
  expect(await results(tables, 'ads', fromTo(0, 4), start + 5)).toEqual(Array(5).fill('already-there'));
  expect(await readPool(tables.settings, 'ads')).toEqual(before);
});

test('of numbers some of which are there and some refused, only those that come are counted', async () => {
  const tables = await shopTables(number(99));
  await putPool(tables.settings, 'other', sessionPool(number(98)), start);
  await results(tables, 'other', [number(7)]);
  await results(tables, 'ads', fromTo(0, 4));
  expect(await results(tables, 'ads', fromTo(3, 8))).toEqual([
    'already-there',
    'already-there',
    'added',
    'added',
    'refused',
    'added',
  ]);
  expect(await sizeOf(tables, 'ads')).toBe(8);
  expect(await sizeOf(tables, 'other')).toBe(1);
});

test('a call that died after Settings is completed by adding again', async () => {
  const tables = await shopTables(number(99));
  const broken = { ...tables, leases: { ...tables.leases, name: 'no-such-table' } };
  await expect(addNumbers(broken, 'ads', fromTo(0, 4), start)).rejects.toThrow('resource not found');
  expect(await slots(tables, 'ads')).toEqual([]);
  expect(await results(tables, 'ads', fromTo(0, 4))).toEqual(Array(5).fill('already-there'));
  expect((await slots(tables, 'ads')).map(({ state }) => state)).toEqual(Array(5).fill('live'));
  expect(await sizeOf(tables, 'ads')).toBe(5);
});

test('one refused number does not refuse the others', async () => {
  const tables = await shopTables(number(99));
  await putPool(tables.settings, 'other', sessionPool(number(98)), start);
  await results(tables, 'other', [number(1)]);
  expect(await addNumbers(tables, 'ads', [number(0), number(1), number(98), number(99), '12'], start)).toMatchObject([
    { result: 'added' },
    { result: 'refused', reason: 'used', detail: `${number(1)} is a number of pool other` },
    { result: 'refused', reason: 'used', detail: `${number(98)} is the default number of pool other` },
    { result: 'refused', reason: 'used', detail: `${number(99)} is the default number of pool ads` },
    { result: 'refused', reason: 'invalid' },
  ]);
});

test('two pools that add the same numbers at once: each number goes to exactly one of them', async () => {
  const tables = await shopTables(number(99));
  await putPool(tables.settings, 'other', sessionPool(number(98)), start);
  const numbers = fromTo(0, 79);
  const answers = await Promise.all(
    ['ads', 'other', 'ads', 'other'].map(async (pool) => ({ pool, answers: await results(tables, pool, numbers) })),
  );
  const now = await readNumbers(tables.settings, numbers);
  for (const [index, e164] of numbers.entries()) {
    const takers = new Set(answers.filter(({ answers: all }) => all[index] !== 'refused').map(({ pool }) => pool));
    expect([...takers]).toEqual([now.get(e164)?.pool]);
  }
  for (const pool of ['ads', 'other']) {
    const owned = numbers.filter((e164) => now.get(e164)?.pool === pool);
    expect((await slots(tables, pool)).map((slot) => slot.number)).toEqual(owned);
    expect(await sizeOf(tables, pool)).toBe(owned.length);
  }
});

test('250 slots in a shard, however the numbers arrive', async () => {
  const tables = await shopTables('+442079460999');
  const numbers = many(700);
  await Promise.all(
    [0, 1, 2, 3].map((part) => addNumbers(tables, 'ads', numbers.slice(part * 175, part * 175 + 175), start)),
  );
  const shards = (await slots(tables, 'ads')).map(({ shard }) => shard);
  const inShard = (wanted: number) => shards.filter((shard) => shard === wanted).length;
  expect([0, 1, 2, 3].map(inShard)).toEqual([250, 250, 200, 0]);
});

test('a number that comes back takes its old shard, also after another pool or a new pool of that name', async () => {
  const tables = await shopTables('+442079460999');
  const numbers = many(252);
  await addNumbers(tables, 'ads', numbers, start);
  await putPool(tables.settings, 'other', sessionPool('+442079460998'), start);
  const [first, last] = [numbers[0]!, numbers[251]!];
  const shardOf = async (e164: string) => (await readNumbers(tables.settings, [e164])).get(e164)?.shard;
  expect([await shardOf(first), await shardOf(last)]).toEqual([0, 1]);
  await removeNumber(tables, 'ads', last, { now: start + 1 });
  await results(tables, 'other', [last], start + 2);
  expect(await shardOf(last)).toBe(0);
  await removeNumber(tables, 'other', last, { now: start + 3 });
  await results(tables, 'ads', [last], start + 4);
  expect(await shardOf(last)).toBe(1);
  for (const e164 of numbers) await removeNumber(tables, 'ads', e164, { now: start + 5 });
  await deletePool(tables.settings, 'ads', start + 6);
  await putPool(tables.settings, 'ads', sessionPool('+442079460999'), start + 7);
  await results(tables, 'ads', [last, first], start + 8);
  expect([await shardOf(first), await shardOf(last)]).toEqual([0, 1]);
  expect((await slots(tables, 'ads')).filter(({ state }) => state === 'live')).toHaveLength(2);
});

test('a number of a full shard that comes back from another pool takes its old shard, not the open one', async () => {
  const tables = await shopTables('+442079460999');
  const numbers = many(251);
  const first = numbers[0]!;
  await addNumbers(tables, 'ads', numbers, start);
  await putPool(tables.settings, 'other', sessionPool('+442079460998'), start);
  await addNumbers(tables, 'other', [first], start + 1, { from: 'ads' });
  await addNumbers(tables, 'ads', [first], start + 2, { from: 'other' });
  expect((await readNumbers(tables.settings, [first])).get(first)).toMatchObject({ pool: 'ads', shard: 0 });
  expect((await slots(tables, 'ads')).filter((slot) => slot.number === first)).toMatchObject([
    { shard: 0, state: 'live' },
  ]);
  expect(await readPool(tables.settings, 'ads')).toMatchObject({ shards: [250, 1] });
});

test('a number that another pool gives up after places were given gets a place all the same', async () => {
  const tables = await shopTables(number(99));
  await putPool(tables.settings, 'other', sessionPool(number(98)), start);
  await results(tables, 'other', [number(0)]);
  let reads = 0;
  const settings = interrupted(tables.settings, async (command) => {
    // The first read of numbers gives places, the second one claims.
    if (command instanceof BatchGetCommand && ++reads === 2) {
      await removeNumber(tables, 'other', number(0), { now: start + 1 });
    }
  });
  expect(await addNumbers({ ...tables, settings }, 'ads', [number(0)], start + 2)).toMatchObject([{ result: 'added' }]);
  expect((await readNumbers(tables.settings, [number(0)])).get(number(0))).toMatchObject({ pool: 'ads', shard: 0 });
  expect(await readPool(tables.settings, 'ads')).toMatchObject({ size: 1, shards: [1] });
  expect((await slots(tables, 'ads')).map(({ state }) => state)).toEqual(['live']);
});

test('a number that moves rests in its new pool until its last visitor has had his time', async () => {
  const tables = await shopTables(number(99));
  await results(tables, 'ads', [number(0)]);
  const holder = { lease: 'l', visitor: 'v', visit: 'i', now: start, until: start + 60_000, confirmed: true };
  await allocateSlot(tables.leases, { pool: 'ads', shard: 0, number: number(0) }, holder);
  await removeNumber(tables, 'ads', number(0), { now: start + 1 });
  await putPool(tables.settings, 'other', sessionPool(number(98)), start);
  await results(tables, 'other', [number(0)], start + 2);
  const [moved] = await slots(tables, 'other');
  expect(moved).toMatchObject({ state: 'live', leasedUntil: start + 60_000 });
  expect(moved?.visitor).toBeUndefined();
});

test('a number that is removed between its claim and its slot is not opened, wherever the addition dies', async () => {
  const tables = await shopTables(number(99));
  let removal: Promise<unknown> | undefined;
  let slotWrites = 0;
  const leases = interrupted(tables.leases, async (command) => {
    removal ??= removeNumber(tables, 'ads', number(0), { now: start + 1 });
    await removal;
    const isWrite = command instanceof UpdateCommand || command instanceof TransactWriteCommand;
    if (isWrite && ++slotWrites > 1) throw new Error('died');
  });
  await addNumbers({ ...tables, leases }, 'ads', [number(0)], start).catch(() => undefined);
  expect(removal).toBeDefined();
  expect((await readNumbers(tables.settings, [number(0)])).get(number(0))?.role).toBe('none');
  expect((await slots(tables, 'ads')).filter(({ state }) => state === 'live')).toEqual([]);
});

test('adding and removing a number at once never leaves an open slot outside the pool', async () => {
  const tables = await shopTables(number(99));
  for (let round = 0; round < 15; round++) {
    await results(tables, 'ads', [number(0)], start + round);
    await closeSlot(tables.leases, { pool: 'ads', shard: 0, number: number(0) });
    await Promise.allSettled([
      removeNumber(tables, 'ads', number(0), { now: start + round }),
      addNumbers(tables, 'ads', [number(0)], start + round),
      addNumbers(tables, 'ads', [number(0)], start + round),
    ]);
    const isIn = (await readNumbers(tables.settings, [number(0)])).get(number(0))?.role === 'session';
    const isOpen = (await slots(tables, 'ads'))[0]?.state === 'live';
    expect(isOpen && !isIn).toBe(false);
    expect(await sizeOf(tables, 'ads')).toBe(isIn ? 1 : 0);
  }
});

test('a pool that is deleted just before the numbers are written is a 404, and no number is of it', async () => {
  const tables = await shopTables(number(99));
  let deletion: Promise<unknown> | undefined;
  const settings = interrupted(tables.settings, async (command) => {
    if (!(command instanceof TransactWriteCommand)) return;
    deletion ??= deletePool(tables.settings, 'ads', start);
    await deletion;
  });
  await expect(addNumbers({ ...tables, settings }, 'ads', [number(0), number(1)], start)).rejects.toMatchObject({
    status: 404,
  });
  expect(deletion).toBeDefined();
  expect(await readNumbers(tables.settings, [number(0), number(1)])).toEqual(new Map());
});

test('a pool that is deleted while numbers are added either has them or is gone', async () => {
  for (let round = 0; round < 5; round++) {
    const tables = await shopTables(number(99));
    const [added, deleted] = await Promise.allSettled([
      addNumbers(tables, 'ads', fromTo(0, 49), start),
      deletePool(tables.settings, 'ads', start),
    ]);
    const owned = (await readNumbers(tables.settings, fromTo(0, 49))).size;
    expect([
      { deleted: 'fulfilled', added: 'rejected', owned: 0, size: undefined },
      { deleted: 'rejected', added: 'fulfilled', owned: 50, size: 50 },
    ]).toContainEqual({ deleted: deleted.status, added: added.status, owned, size: await sizeOf(tables, 'ads') });
  }
});
