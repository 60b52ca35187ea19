import { accountCarriers } from '../../../lambdas/calls/carriers/registry.ts';
import { readCarrierAccountSettings } from '../../../lambdas/settings/carrier-accounts/carrier-account.ts';
import {
  deleteCarrierAccount,
  putCarrierAccount,
} from '../../../lambdas/settings/carrier-accounts/write-carrier-account.ts';
import { start } from '../settings/shop.ts';
import { nothing, row, type StoreRow, type Tables } from './store-row.ts';

const pbx = (letter: string) =>
  readCarrierAccountSettings(accountCarriers, {
    type: 'generic',
    secrets: { signing: `whsec_${Buffer.alloc(24, letter).toString('base64')}` },
  });

/** Secrets lie elsewhere: here it counts which are kept. */
async function putting({ settings }: Tables, letter: string, at = start) {
  const kept: string[] = [];
  const parts = {
    settings,
    createSecrets: async (place: string) => void kept.push(place),
    deleteSecrets: async (place: string) => void kept.push(`not ${place}`),
    newToken: () => `token-${letter}`,
  };
  return { put: await putCarrierAccount(parts, 'pbx', pbx(letter), at), kept };
}

const withPbx = async (tables: Tables) => void (await putting(tables, 'a'));

export const carrierAccountRows: readonly StoreRow[] = [
  row('putCarrierAccount', 'it is new', nothing, (tables) => putting(tables, 'a')),
  row('putCarrierAccount', 'its secrets change', withPbx, (tables) => putting(tables, 'b', start + 1)),
  row('deleteCarrierAccount', 'it is there', withPbx, async ({ settings }) => {
    const deleted: string[] = [];
    await deleteCarrierAccount(
      { settings, deleteSecrets: async (place) => void deleted.push(place) },
      'pbx',
      start + 1,
    );
    return deleted;
  }),
];
