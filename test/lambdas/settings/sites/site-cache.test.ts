import type { SiteWithPools } from '../../../../lambdas/settings/pools/pool.ts';
import { siteCache } from '../../../../lambdas/settings/sites/site-cache.ts';
import { siteSettings } from '../../../../lambdas/settings/sites/site-settings.ts';

const start = 1_700_000_000_000;

function table() {
  const sites = new Map<string, SiteWithPools>();
  const put = (siteKey: string) =>
    sites.set('shop', {
      site: { ...siteSettings.parse({ name: 'Shop', siteKey, origins: ['https://shop.example'] }), id: 'shop' },
      pools: [],
    });
  const reads = {
    loadSite: jest.fn(async (id: string) => sites.get(id)),
    findSiteByKey: jest.fn(async (key: string) => [...sites.values()].find(({ site }) => site.siteKey === key)),
  };
  return { put, drop: () => sites.clear(), reads, cache: siteCache(reads) };
}

test('reads a site once in 60 s, by key and by id', async () => {
  const { put, reads, cache } = table();
  put('pk_shop');
  expect((await cache.byKey('pk_shop', start))?.readAt).toBe(start);
  expect((await cache.byKey('pk_shop', start + 60_000))?.readAt).toBe(start);
  expect((await cache.byId('shop', start + 60_000))?.readAt).toBe(start);
  expect(reads.findSiteByKey.mock.calls.length + reads.loadSite.mock.calls.length).toBe(1);
  expect((await cache.byId('shop', start + 60_001))?.readAt).toBe(start + 60_001);
});

test('never remembers that a site is missing', async () => {
  const { put, cache } = table();
  expect(await cache.byKey('pk_shop', start)).toBeUndefined();
  expect(await cache.byId('shop', start)).toBeUndefined();
  put('pk_shop');
  expect((await cache.byKey('pk_shop', start))?.site.id).toBe('shop');
});

test('a refresh brings the change to all that ask later', async () => {
  const { put, cache } = table();
  put('pk_old');
  await cache.byKey('pk_old', start);
  put('pk_new');
  expect((await cache.refresh('shop', start + 1))?.site.siteKey).toBe('pk_new');
  expect((await cache.byKey('pk_new', start + 2))?.site.id).toBe('shop');
  expect(await cache.byKey('pk_old', start + 2)).toBeUndefined();
});

test('a refresh forgets a site that is gone', async () => {
  const { put, drop, cache } = table();
  put('pk_shop');
  await cache.byKey('pk_shop', start);
  drop();
  expect(await cache.refresh('shop', start + 1)).toBeUndefined();
  expect(await cache.byKey('pk_shop', start + 2)).toBeUndefined();
});
