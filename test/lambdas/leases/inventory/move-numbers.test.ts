import fc from 'fast-check';
import { addNumbers } from '../../../../lambdas/leases/inventory/add-numbers.ts';
import type { PoolTables } from '../../../../lambdas/leases/inventory/pool-tables.ts';
import { removeNumber } from '../../../../lambdas/leases/inventory/remove-number.ts';
import { listSlots, openSlot } from '../../../../lambdas/leases/slots/pool-slots-store.ts';
import type { Slot } from '../../../../lambdas/leases/slots/slot.ts';
import { allocateSlot, renewLease } from '../../../../lambdas/leases/slots/slot-transitions-store.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { readNumbers } from '../../../../lambdas/settings/phone-numbers/number-store.ts';
import { readPool } from '../../../../lambdas/settings/pools/pool-store.ts';
import { putPool } from '../../../../lambdas/settings/pools/put-pool.ts';
import { putSite } from '../../../../lambdas/settings/sites/put-site.ts';
import { number, sessionPool, shopTables, siteOf, sourcePool, start } from '../../settings/shop.ts';

const pools = ['ads', 'web'] as const;
const minute = 60_000;

/** Two pools of one site; the numbers are in `ads`. */
async function twoPools(count = 1) {
  const tables = await shopTables(number(99));
  await putPool(tables.settings, 'web', sessionPool(number(98)), start);
  const numbers = Array.from({ length: count }, (_, index) => number(index));
  await addNumbers(tables, 'ads', numbers, start);
  const slotsOf = async (pool: string): Promise<Slot[]> => (await listSlots(tables.leases, pool, 0, {})).slots;
  const now = async (one = number(0)) => (await readNumbers(tables.settings, [one])).get(one);
  return { tables, numbers, slotsOf, now };
}

const holder = { lease: 'l', visitor: 'v', visit: 'i', now: start, until: start + minute, confirmed: true };
const key = { pool: 'ads', shard: 0, number: number(0) };

test('a moved number begins in its new pool with the rest of its lease in the old one', async () => {
  const { tables, slotsOf, now } = await twoPools();
  await allocateSlot(tables.leases, key, holder);
  expect(await addNumbers(tables, 'web', [number(0)], start + 1, { from: 'ads' })).toEqual([
    {
      number: number(0),
      result: 'added',
      display: '(202) 555-0100',
      restsUntil: new Date(start + minute).toISOString(),
    },
  ]);
  expect(await now()).toMatchObject({ pool: 'web', role: 'session' });
  expect(await slotsOf('ads')).toMatchObject([{ state: 'off', visitor: 'v' }]);
  const [slot] = await slotsOf('web');
  expect(slot).toMatchObject({ state: 'live', leasedUntil: start + minute });
  expect(slot).not.toHaveProperty('visitor');
  expect([(await readPool(tables.settings, 'ads'))?.size, (await readPool(tables.settings, 'web'))?.size]).toEqual([
    0, 1,
  ]);
  expect(await addNumbers(tables, 'web', [number(0)], start + 2, { from: 'ads' })).toMatchObject([
    { result: 'already-there' },
  ]);
});

test('a move that dies anywhere is finished by the same move', async () => {
  const leftBehind = new Set<string>();
  for (let operations = 0, isDone = false; !isDone; operations++) {
    const { tables, slotsOf, now } = await twoPools();
    await allocateSlot(tables.leases, key, holder);
    const first = addNumbers(mortalTables(tables, operations), 'web', [number(0)], start + 1, { from: 'ads' });
    isDone = await first.then(
      () => true,
      (error: Error) => error.message !== 'died',
    );
    const left = await now();
    leftBehind.add(`${left?.role} of ${left?.pool}`);
    const again = await addNumbers(tables, 'web', [number(0)], start + 2, { from: 'ads' });
    expect(again).toMatchObject([{ result: left?.pool === 'web' ? 'already-there' : 'added' }]);
    expect(await now()).toMatchObject({ pool: 'web', role: 'session', restsUntil: start + minute });
    expect(await slotsOf('ads')).toMatchObject([{ state: 'off', visitor: 'v' }]);
    expect(await slotsOf('web')).toMatchObject([{ state: 'live', leasedUntil: start + minute }]);
    const sizes = await Promise.all(pools.map(async (pool) => (await readPool(tables.settings, pool))?.size));
    expect(sizes).toEqual([0, 1]);
  }
  expect([...leftBehind]).toEqual(['session of ads', 'none of ads', 'session of web']);
});

test('what a half-done move left open in the old pool is closed by the other half', async () => {
  const { tables, slotsOf } = await twoPools();
  await removeNumber(tables, 'ads', number(0), { now: start });
  // As an addition to the old pool did that died before it could see the removal, while slots were opened by themselves.
  await openSlot(tables.leases, { ...key, display: '(202) 555-0100', restsUntil: 0 });
  expect((await slotsOf('ads')).map(({ state }) => state)).toEqual(['live']);
  expect(await addNumbers(tables, 'web', [number(0)], start + 1, { from: 'ads' })).toMatchObject([{ result: 'added' }]);
  expect((await slotsOf('ads')).map(({ state }) => state)).toEqual(['off']);
});

test('what is in neither pool is refused, and stays where it is', async () => {
  const { tables, now } = await twoPools();
  await putPool(tables.settings, 'third', sessionPool(number(97)), start);
  await addNumbers(tables, 'third', [number(5)], start);
  const answers = await addNumbers(tables, 'web', [number(0), number(5), number(6), number(99), 'x'], start, {
    from: 'ads',
  });
  expect(answers.map(({ result }) => result)).toEqual(['added', 'refused', 'refused', 'refused', 'refused']);
  expect(answers[1]).toMatchObject({ detail: `${number(5)} is not a number of pool ads` });
  expect(await now(number(5))).toMatchObject({ pool: 'third', role: 'session' });
});

test('a number that was only ever the default of a pool is not moved out of it', async () => {
  const { tables, now } = await twoPools();
  await putPool(tables.settings, 'ads', sessionPool(number(97)), start + 1);
  expect(await now(number(99))).toMatchObject({ pool: 'ads', role: 'none', was: 'default' });
  expect(await addNumbers(tables, 'web', [number(99)], start + 2, { from: 'ads' })).toMatchObject([
    { result: 'refused' },
  ]);
});

test('numbers move between the session pools of one site only', async () => {
  const { tables, now } = await twoPools();
  await putSite(tables.settings, 'other', siteOf('pk_other'), start);
  await putPool(tables.settings, 'theirs', sessionPool(number(96), { site: 'other' }), start);
  await putPool(tables.settings, 'print', sourcePool([number(95)]), start);
  for (const [to, from, status] of [
    ['theirs', 'ads', 409],
    ['ads', 'ads', 400],
    ['print', 'ads', 409],
    ['web', 'print', 409],
    ['web', 'nothing', 404],
    ['nothing', 'ads', 404],
  ] as const) {
    await expect(addNumbers(tables, to, [number(0)], start, { from })).rejects.toMatchObject({ status });
  }
  expect(await now()).toMatchObject({ pool: 'ads', role: 'session' });
});

const step = fc.record({
  what: fc.constantFrom('claim', 'claim', 'renew', 'move', 'move', 'move', 'remove'),
  pool: fc.constantFrom(0, 1),
  number: fc.nat({ max: 1 }),
  diesAfter: fc.option(fc.nat({ max: 12 }), { nil: undefined }),
  wait: fc.constantFrom(0, 1000, minute, 2 * minute),
});

type What = 'claim' | 'renew' | 'move' | 'remove';
const at = (what: What, pool: number, number: number, wait: number, diesAfter?: number) => ({
  what,
  pool,
  number,
  wait,
  diesAfter,
});

/** Two moves of one number in opposite directions at once: the one opened a slot in the pool that the other one had taken the number from. */
const opposed = [
  [at('claim', 1, 1, 0, 7), at('renew', 1, 0, 1000)],
  [at('move', 1, 1, 1000), at('move', 0, 1, minute, 11)],
  [at('move', 1, 1, 0, 6), at('move', 0, 0, 1000, 12), at('move', 0, 1, 0, 1)],
  [at('claim', 1, 0, minute), at('move', 0, 0, 0, 2)],
];

test('whatever is moved, by whom at the same time, and wherever it dies: never two holders, and no number is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), async (moments) => {
      const { tables, numbers, slotsOf, now: nowOf } = await twoPools(2);
      const all = async () => (await Promise.all(pools.map(slotsOf))).flat();
      let now = start + minute;
      let ids = 0;
      const failures: string[] = [];
      for (const steps of moments) {
        await Promise.all(
          steps.map(async ({ what, pool, number: index, diesAfter }) => {
            const at = { pool: pools[pool]!, shard: 0, number: numbers[index]! };
            const id = String(++ids);
            if (what === 'claim') {
              const who = { lease: `l${id}`, visitor: `v${id}`, visit: id, now, until: now + minute, confirmed: true };
              await allocateSlot(tables.leases, at, who);
            } else if (what === 'renew') {
              const mine = (await all()).find((slot) => slot.pool === at.pool && slot.number === at.number);
              if (mine?.lease) await renewLease(tables.leases, at, { lease: mine.lease, now, until: now + 2 * minute });
            } else {
              const mortal = diesAfter === undefined ? tables : mortalTables(tables, diesAfter);
              const work =
                what === 'move'
                  ? addNumbers(mortal, at.pool, [at.number], now, { from: pools[1 - pool]! })
                  : removeNumber(mortal, at.pool, at.number, { now });
              const [outcome] = await Promise.allSettled([work]);
              failures.push(...(outcome.status === 'rejected' ? [String(outcome.reason)] : []));
            }
          }),
        );
        expectOneHolder(await all(), now);
        for (const one of (await all()).filter(({ state }) => state === 'live')) {
          expect([one.number, await nowOf(one.number)]).toMatchObject([
            one.number,
            { pool: one.pool, role: 'session' },
          ]);
        }
        expect(failures.filter((one) => !/died|does not lease|others are/.test(one))).toEqual([]);
        now += steps[0]!.wait;
      }
      // Whatever was left undone is done by asking for it again.
      for (const one of numbers) {
        if ((await nowOf(one))?.role === 'none') await addNumbers(tables, (await nowOf(one))!.pool, [one], now);
        await addNumbers(tables, 'web', [one], now, { from: 'ads' });
        expect(await nowOf(one)).toMatchObject({ pool: 'web', role: 'session' });
      }
      expect((await slotsOf('web')).map(({ state }) => state)).toEqual(['live', 'live']);
      expect((await slotsOf('ads')).map(({ state }) => state)).toEqual(['off', 'off']);
      const sizes = await Promise.all(pools.map(async (pool) => (await readPool(tables.settings, pool))?.size));
      expect(sizes).toEqual([0, 2]);
    }),
    { numRuns: 25, examples: [[opposed]] },
  );
});

/** A lease that has not run out is the only one of its number, whichever pool's slot it is in, live or off. */
function expectOneHolder(slots: readonly Slot[], now: number): void {
  const held = slots.filter(({ visitor, leasedUntil }) => visitor !== undefined && leasedUntil > now);
  expect(held.map(({ number }) => number)).toEqual([...new Set(held.map(({ number }) => number))]);
  const live = slots.filter(({ state, leasedUntil }) => state === 'live' && leasedUntil <= now);
  for (const { number } of held) expect(live.map((slot) => slot.number)).not.toContain(number);
}

/** Tables of a function that dies after so many operations. */
function mortalTables({ settings, leases }: PoolTables, operations: number): PoolTables {
  let left = operations;
  const mortal = (table: Table): Table => {
    const documents = Object.create(table.documents) as Table['documents'];
    documents.send = (async (command: never) => {
      if (left-- <= 0) throw new Error('died');
      return table.documents.send(command);
    }) as never;
    return { ...table, documents };
  };
  return { settings: mortal(settings), leases: mortal(leases) };
}
