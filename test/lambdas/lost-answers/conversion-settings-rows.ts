import { deleteRule } from '../../../lambdas/conversions/rules/delete-rule.ts';
import { putRule } from '../../../lambdas/conversions/rules/put-rule.ts';
import { ruleSettings } from '../../../lambdas/conversions/rules/rule.ts';
import { destinations } from '../../../lambdas/deliveries/destinations/registry.ts';
import { deleteDestination } from '../../../lambdas/settings/destinations/delete-destination.ts';
import { readDestinationSettings } from '../../../lambdas/settings/destinations/destination-settings.ts';
import { destinationSecretHolder as holder } from '../../../lambdas/settings/destinations/destination-store.ts';
import { putDestination } from '../../../lambdas/settings/destinations/put-destination.ts';
import { deleteUnused, noteUnused } from '../../../lambdas/settings/unused-secrets-store.ts';
import { start } from '../settings/shop.ts';
import { putShop } from './settings-rows.ts';
import { nothing, row, type StoreRow, type Tables } from './store-row.ts';

const hook = (letter: string) =>
  readDestinationSettings(destinations, {
    site: 'shop',
    type: 'webhook',
    settings: { url: `https://tool.example/${letter}` },
    secrets: { signing: `whsec_${Buffer.alloc(24, letter).toString('base64')}` },
  });

/** Secrets lie elsewhere: here it counts which are kept. */
async function puttingHook({ settings }: Tables, letter: string, at = start) {
  const kept: string[] = [];
  const put = await putDestination(
    {
      settings,
      createSecrets: async (place) => void kept.push(place),
      deleteSecrets: async (place) => void kept.push(`not ${place}`),
      newToken: () => `token-${letter}`,
      refusal: async () => undefined,
    },
    'hook',
    hook(letter),
    at,
  );
  return { put, kept };
}

export async function withHook(tables: Tables) {
  await putShop(tables);
  const { put } = await puttingHook(tables, 'a');
  return put.destination;
}

const sale = (destinations: string[]) =>
  ruleSettings.parse({ site: 'shop', conversion: { name: 'sale', value: 'revenue' }, destinations });

async function withRule(tables: Tables): Promise<void> {
  await withHook(tables);
  await putRule(tables.settings, 'sale', sale(['hook']), start);
}

export const conversionSettingsRows: readonly StoreRow[] = [
  row('putRule', 'it is new', withHook, ({ settings }) => putRule(settings, 'sale', sale(['hook']), start)),
  row('putRule', 'it no longer names its destination', withRule, ({ settings }) =>
    putRule(settings, 'sale', sale([]), start + 1),
  ),
  row('deleteRule', 'it names a destination', withRule, ({ settings }) => deleteRule(settings, 'sale')),
  row('putDestination', 'it is new', putShop, (tables) => puttingHook(tables, 'a')),
  row('putDestination', 'its address and secrets change', withHook, (tables) => puttingHook(tables, 'b', start + 1)),
  row('deleteDestination', 'no rule names it', withHook, async ({ settings }) => {
    const deleted: string[] = [];
    await deleteDestination({ settings, deleteSecrets: async (place) => void deleted.push(place) }, 'hook', start + 1);
    return deleted;
  }),
  row('noteUnused', 'it is new', nothing, ({ settings }) => noteUnused(settings, holder, 'hook.token', start)),
  row(
    'deleteUnused',
    'it is noted',
    ({ settings }) => noteUnused(settings, holder, 'hook.token', start),
    async ({ settings }) => {
      const deleted: string[] = [];
      await deleteUnused(settings, holder, 'hook.token', async (place) => void deleted.push(place));
      return deleted;
    },
  ),
];
