import { putPool } from '../../../../lambdas/settings/pools/put-pool.ts';
import { deleteSite } from '../../../../lambdas/settings/sites/delete-site.ts';
import { putSite } from '../../../../lambdas/settings/sites/put-site.ts';
import { findSiteByKey, loadSite } from '../../../../lambdas/settings/sites/site-store.ts';
import { number, sessionPool, shopTables, siteOf, start } from '../shop.ts';

test('a site is found by its key, and by its new key only after a change', async () => {
  const { settings } = await shopTables();
  expect((await findSiteByKey(settings, 'pk_shop'))?.site.id).toBe('shop');
  expect(await putSite(settings, 'shop', siteOf('pk_new'), start)).toMatchObject({ created: false });
  expect(await findSiteByKey(settings, 'pk_shop')).toBeUndefined();
  expect((await findSiteByKey(settings, 'pk_new'))?.site.siteKey).toBe('pk_new');
});

test('a site key belongs to one site, and is free again when its site lets it go', async () => {
  const { settings } = await shopTables();
  const second = () => putSite(settings, 'second', siteOf('pk_shop'), start);
  await expect(second()).rejects.toMatchObject({ status: 409, errors: [{ field: 'siteKey' }] });
  expect(await loadSite(settings, 'second')).toBeUndefined();
  await putSite(settings, 'shop', siteOf('pk_new'), start);
  expect(await second()).toMatchObject({ created: true });
});

test('of two sites that want one key at once, exactly one gets it', async () => {
  const { settings } = await shopTables();
  const answers = await Promise.allSettled(
    ['a', 'b', 'c', 'd'].map((id) => putSite(settings, id, siteOf('pk_wanted'), start)),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.status] : []));
  expect(new Set(refusals)).toEqual(new Set([409]));
  expect((await findSiteByKey(settings, 'pk_wanted'))?.site.siteKey).toBe('pk_wanted');
});

test('changes of one site at once all come through, and leave one key', async () => {
  const { settings } = await shopTables();
  const keys = ['pk_1', 'pk_2', 'pk_3', 'pk_4'];
  await Promise.all(keys.map((key) => putSite(settings, 'shop', siteOf(key), start)));
  const found = await Promise.all(['pk_shop', ...keys].map((key) => findSiteByKey(settings, key)));
  expect(found.filter((site) => site !== undefined)).toHaveLength(1);
});

test('a site and its first pool: who comes second knows of the first', async () => {
  for (let round = 0; round < 10; round++) {
    const { settings } = await shopTables();
    const [put, deleted] = await Promise.allSettled([
      putPool(settings, 'ads', sessionPool(number(0)), start),
      deleteSite(settings, 'shop'),
    ]);
    const outcome = [put.status, deleted.status];
    expect([
      ['fulfilled', 'rejected'],
      ['rejected', 'fulfilled'],
    ]).toContainEqual(outcome);
    expect((await loadSite(settings, 'shop')) === undefined).toBe(deleted.status === 'fulfilled');
  }
});

test('a deleted site frees its key and can be made anew', async () => {
  const { settings } = await shopTables();
  await deleteSite(settings, 'shop');
  expect(await findSiteByKey(settings, 'pk_shop')).toBeUndefined();
  expect(await putSite(settings, 'other', siteOf('pk_shop'), start)).toMatchObject({ created: true });
  expect(await putSite(settings, 'shop', siteOf('pk_new'), start)).toMatchObject({ created: true });
});
