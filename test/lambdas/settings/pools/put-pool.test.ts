import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { readNumbers } from '../../../../lambdas/settings/phone-numbers/number-store.ts';
import { deletePool } from '../../../../lambdas/settings/pools/delete-pool.ts';
import { putPool } from '../../../../lambdas/settings/pools/put-pool.ts';
import { putSite } from '../../../../lambdas/settings/sites/put-site.ts';
import { loadSite } from '../../../../lambdas/settings/sites/site-store.ts';
import { number, sessionPool, shopTables, siteOf, sourcePool, start } from '../shop.ts';

async function now(settings: Table, e164: string) {
  return (await readNumbers(settings, [e164])).get(e164);
}

async function history(settings: Table, e164: string) {
  const { Items = [] } = await settings.documents.send(
    new QueryCommand({
      TableName: settings.name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :since)',
      ExpressionAttributeValues: { ':pk': `NUMBER#${e164}`, ':since': 'SINCE#' },
    }),
  );
  return Items.map(({ sk, pool, role }) => [Number(String(sk).slice(6)) - start, pool, role]);
}

test('pools come sorted by order, then id', async () => {
  const { settings } = await shopTables();
  const orders = { b: 20, a: 20, c: 10 };
  for (const [index, [id, order]] of Object.entries(orders).entries()) {
    await putPool(settings, id, sessionPool(number(index), { order }), start);
  }
  expect((await loadSite(settings, 'shop'))?.pools.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
});

test('a default number is claimed with the pool, and released when another takes its place', async () => {
  const { settings } = await shopTables();
  await putPool(settings, 'ads', sessionPool(number(0)), start);
  expect(await now(settings, number(0))).toMatchObject({ role: 'default', pool: 'ads', display: '(202) 555-0100' });
  await putPool(settings, 'ads', sessionPool(number(1)), start + 10);
  expect(await now(settings, number(0))).toMatchObject({ role: 'none', pool: 'ads' });
  expect(await now(settings, number(1))).toMatchObject({ role: 'default', pool: 'ads' });
  expect(await history(settings, number(0))).toEqual([
    [0, 'ads', 'default'],
    [10, 'ads', 'none'],
  ]);
  await putPool(settings, 'other', sessionPool(number(0)), start + 20);
  expect(await now(settings, number(0))).toMatchObject({ role: 'default', pool: 'other' });
});

test('writing the same again claims nothing anew', async () => {
  const { settings } = await shopTables();
  await putPool(settings, 'print', sourcePool([number(0), number(1)]), start);
  await putPool(settings, 'print', sourcePool([number(1), number(0)], { campaign: 'flyer' }), start + 10);
  expect(await history(settings, number(0))).toEqual([[0, 'print', 'static']]);
});

test('roles of one number within one millisecond are all remembered, in order', async () => {
  const { settings } = await shopTables();
  for (const index of [0, 1, 0, 1, 0]) await putPool(settings, 'ads', sessionPool(number(index)), start);
  expect((await history(settings, number(0))).map(([at, , role]) => [at, role])).toEqual([
    [0, 'default'],
    [1, 'none'],
    [2, 'default'],
    [3, 'none'],
    [4, 'default'],
  ]);
});

test('of two pools that want one number at once exactly one gets it, and the other none of its numbers', async () => {
  for (let round = 0; round < 5; round++) {
    const { settings } = await shopTables();
    const wanted = [
      ['p', sourcePool([number(1), number(0)])],
      ['q', sourcePool([number(2), number(0)])],
      ['r', sessionPool(number(0))],
    ] as const;
    const answers = await Promise.allSettled(wanted.map(([id, pool]) => putPool(settings, id, pool, start)));
    const winners = wanted.filter((_, index) => answers[index]?.status === 'fulfilled').map(([id]) => id);
    expect(winners).toHaveLength(1);
    expect((await now(settings, number(0)))?.pool).toBe(winners[0]);
    expect((await loadSite(settings, 'shop'))?.pools.map(({ id }) => id)).toEqual(winners);
    expect((await now(settings, number(1)))?.pool).toBe(winners[0] === 'p' ? 'p' : undefined);
    expect((await now(settings, number(2)))?.pool).toBe(winners[0] === 'q' ? 'q' : undefined);
  }
});

test('a number in use is a 409 that names field, number and place', async () => {
  const { settings } = await shopTables(number(0));
  await expect(putPool(settings, 'print', sourcePool([number(1), number(0)]), start)).rejects.toMatchObject({
    status: 409,
    errors: [{ field: 'numbers[1]', detail: `${number(0)} is the default number of pool ads` }],
  });
  expect(await now(settings, number(1))).toBeUndefined();
});

test('a pool stays with its site and kind, and its id is known in all sites', async () => {
  const { settings } = await shopTables(number(0));
  await putSite(settings, 'other', siteOf('pk_other'), start);
  const moved = putPool(settings, 'ads', sessionPool(number(1), { site: 'other' }), start);
  await expect(moved).rejects.toMatchObject({ status: 409, errors: [{ field: 'site' }] });
  const changed = putPool(settings, 'ads', sourcePool([number(0)]), start);
  await expect(changed).rejects.toMatchObject({ status: 409, errors: [{ field: 'kind' }] });
});

test('the most numbers that a static pool may have can all be exchanged at once', async () => {
  const { settings } = await shopTables();
  const twenty = (from: number) => Array.from({ length: 20 }, (_, index) => number(from + index));
  await putPool(settings, 'print', sourcePool(twenty(0)), start);
  await putPool(settings, 'print', sourcePool(twenty(20)), start);
  expect(await now(settings, number(0))).toMatchObject({ role: 'none' });
  expect(await now(settings, number(39))).toMatchObject({ role: 'static' });
  expect(() => sourcePool([number(0), number(0)])).toThrow('twice');
});

test('deleting a pool releases its numbers', async () => {
  const { settings } = await shopTables(number(0));
  await putPool(settings, 'print', sourcePool([number(1)]), start);
  await deletePool(settings, 'ads', start + 1);
  await deletePool(settings, 'print', start + 1);
  expect(await now(settings, number(0))).toMatchObject({ role: 'none' });
  expect(await now(settings, number(1))).toMatchObject({ role: 'none' });
  expect((await loadSite(settings, 'shop'))?.pools).toEqual([]);
});
