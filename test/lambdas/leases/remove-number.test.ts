import { addNumbers } from '../../../lambdas/leases/add-numbers.ts';
import { closeSlot, listSlots } from '../../../lambdas/leases/pool-slots-store.ts';
import { removeNumber } from '../../../lambdas/leases/remove-number.ts';
import { allocateSlot } from '../../../lambdas/leases/slot-store.ts';
import { readNumbers } from '../../../lambdas/settings/number-store.ts';
import { readPool } from '../../../lambdas/settings/pool-store.ts';
import { number, shopTables, start } from '../settings/shop.ts';

const key = { pool: 'ads', shard: 0, number: number(0) };
const holder = { lease: 'l', visitor: 'v', visit: 'i', now: start, until: start + 60_000, confirmed: true };

async function poolOfOne() {
  const tables = await shopTables(number(99));
  await addNumbers(tables, 'ads', [number(0)], start);
  const now = async () => (await readNumbers(tables.settings, [number(0)])).get(number(0));
  const slot = async () => (await listSlots(tables.leases, 'ads', 0, {})).slots[0];
  return { tables, now, slot };
}

test('a held number rests until its lease runs out', async () => {
  const { tables, now, slot } = await poolOfOne();
  await allocateSlot(tables.leases, key, holder);
  await removeNumber(tables, 'ads', number(0), start + 1);
  expect(await now()).toMatchObject({ role: 'none', pool: 'ads', restsUntil: start + 60_000, since: start + 1 });
  expect(await slot()).toMatchObject({ state: 'off', visitor: 'v', leasedUntil: start + 60_000 });
  expect((await readPool(tables.settings, 'ads'))?.size).toBe(0);
});

test('the visitor who held it holds it again when it comes back to the pool', async () => {
  const { tables, slot } = await poolOfOne();
  await allocateSlot(tables.leases, key, holder);
  await removeNumber(tables, 'ads', number(0), start + 1);
  await addNumbers(tables, 'ads', [number(0)], start + 2);
  expect(await slot()).toMatchObject({ state: 'live', lease: 'l', leasedUntil: start + 60_000 });
});

test('a removal that died after the slot is completed by the next', async () => {
  const { tables, now } = await poolOfOne();
  await allocateSlot(tables.leases, key, holder);
  await closeSlot(tables.leases, key);
  await removeNumber(tables, 'ads', number(0), start + 1);
  expect(await now()).toMatchObject({ role: 'none', restsUntil: start + 60_000 });
});

test('of several removals at once one removes it, and it counts once', async () => {
  const { tables } = await poolOfOne();
  const answers = await Promise.allSettled([1, 2, 3].map((at) => removeNumber(tables, 'ads', number(0), start + at)));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.status] : []));
  expect(new Set(refusals)).toEqual(new Set([404]));
  expect((await readPool(tables.settings, 'ads'))?.size).toBe(0);
});

test('what the pool does not lease is not removed', async () => {
  const { tables, now } = await poolOfOne();
  for (const [pool, e164] of [
    ['ads', number(1)],
    ['ads', number(99)],
    ['nothing', number(0)],
  ] as const) {
    await expect(removeNumber(tables, pool, e164, start)).rejects.toMatchObject({ status: 404 });
  }
  expect(await now()).toMatchObject({ role: 'session' });
});
