import { createKey } from '../../../lambdas/settings/api-keys/api-key.ts';
import { putApiKey } from '../../../lambdas/settings/api-keys/api-key-store.ts';
import { deleteListedCaller, putListedCaller } from '../../../lambdas/settings/callers/caller-list-store.ts';
import { e164 } from '../../../lambdas/settings/e164.ts';
import { noteRemoved } from '../../../lambdas/settings/phone-numbers/removed-numbers-store.ts';
import { deletePool } from '../../../lambdas/settings/pools/delete-pool.ts';
import { readPool, writeShards } from '../../../lambdas/settings/pools/pool-store.ts';
import { putPool } from '../../../lambdas/settings/pools/put-pool.ts';
import type { StoredPool } from '../../../lambdas/settings/pools/stored-pool.ts';
import { deleteSite } from '../../../lambdas/settings/sites/delete-site.ts';
import { putSite } from '../../../lambdas/settings/sites/put-site.ts';
import { number, sessionPool, siteOf, sourcePool, start } from '../settings/shop.ts';
import { nothing, row, type StoreRow, type Tables } from './store-row.ts';

export const putShop = ({ settings }: Tables) => putSite(settings, 'shop', siteOf('pk_shop'), start);

/** A shop with a session pool. */
export async function putAdsPool(tables: Tables): Promise<StoredPool> {
  await putShop(tables);
  await putPool(tables.settings, 'ads', sessionPool(number(0)), start);
  return (await readPool(tables.settings, 'ads'))!;
}

const listed = { number: e164.parse(number(5)), list: 'block', since: start } as const;

const { item: key } = createKey({ role: 'admin', sites: ['shop'], source: 'cli' }, start);

export const settingsRows: readonly StoreRow[] = [
  row('putSite', 'it is new', nothing, putShop),
  row('putSite', 'its key changes', putShop, ({ settings }) => putSite(settings, 'shop', siteOf('pk_new'), start + 1)),
  row('putSite', 'its currency changes', putShop, ({ settings }) =>
    putSite(settings, 'shop', { ...siteOf('pk_shop'), currency: 'USD' }, start + 1),
  ),
  row('deleteSite', 'it is empty', putShop, ({ settings }) => deleteSite(settings, 'shop')),
  row('putPool', 'it is new', putShop, ({ settings }) => putPool(settings, 'ads', sessionPool(number(0)), start)),
  row('putPool', 'its default number changes', putAdsPool, ({ settings }) =>
    putPool(settings, 'ads', sessionPool(number(1)), start + 1),
  ),
  row(
    'deletePool',
    'it has static numbers',
    async (tables) => {
      await putShop(tables);
      await putPool(tables.settings, 'print', sourcePool([number(3), number(4)]), start);
    },
    ({ settings }) => deletePool(settings, 'print', start + 1),
  ),
  row('writeShards', 'nobody changed the pool', putAdsPool, ({ settings }, pool) => writeShards(settings, pool, [7])),
  row(
    'writeShards',
    'somebody changed the pool',
    async (tables) => {
      const pool = await putAdsPool(tables);
      await writeShards(tables.settings, pool, [3]);
      return pool;
    },
    ({ settings }, pool) => writeShards(settings, pool, [7]),
  ),
  row('noteRemoved', 'they are taken out', nothing, ({ settings }) =>
    noteRemoved(settings, 'shop', [{ number: '+12025550101' as never }]),
  ),
  row('putListedCaller', 'it is on no list', nothing, ({ settings }) => putListedCaller(settings, 'shop', listed)),
  row(
    'deleteListedCaller',
    'it is on a list',
    ({ settings }) => putListedCaller(settings, 'shop', listed),
    ({ settings }) => deleteListedCaller(settings, 'shop', listed.number),
  ),
  row('putApiKey', 'it is new', nothing, ({ settings }) => putApiKey(settings, key)),
];
