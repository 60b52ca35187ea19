import { deleteOrderSource } from '../../../lambdas/orders/sources/delete-order-source.ts';
import { readOrderSourceSettings } from '../../../lambdas/orders/sources/order-source.ts';
import { putOrderSource } from '../../../lambdas/orders/sources/put-order-source.ts';
import { putSite } from '../../../lambdas/settings/sites/put-site.ts';
import { siteOf, start } from '../settings/shop.ts';
import { row, type StoreRow, type Tables } from './store-row.ts';

/** Secrets lie elsewhere: here it counts which are kept. */
async function putting({ settings }: Tables, letter: string, at = start) {
  const kept: string[] = [];
  const parts = {
    settings,
    createSecrets: async (place: string) => void kept.push(place),
    deleteSecrets: async (place: string) => void kept.push(`not ${place}`),
    newToken: () => `token-${letter}`,
  };
  const wanted = readOrderSourceSettings({ site: 'shop', type: 'shopify', secrets: { signing: `secret-${letter}` } });
  return { put: await putOrderSource(parts, 'store', wanted, at), kept };
}

const putShop = async ({ settings }: Tables) => void (await putSite(settings, 'shop', siteOf('pk_shop'), start));

const withStore = async (tables: Tables) => {
  await putShop(tables);
  await putting(tables, 'a');
};

export const orderSourceRows: readonly StoreRow[] = [
  row('putOrderSource', 'it is new', putShop, (tables) => putting(tables, 'a')),
  row('putOrderSource', 'its secrets change', withStore, (tables) => putting(tables, 'b', start + 1)),
  row('deleteOrderSource', 'it is there', withStore, async ({ settings }) => {
    const deleted: string[] = [];
    await deleteOrderSource({ settings, deleteSecrets: async (place) => void deleted.push(place) }, 'store', start + 1);
    return deleted;
  }),
];
