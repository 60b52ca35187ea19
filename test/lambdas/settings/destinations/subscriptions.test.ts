import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import { deleteDestination } from '../../../../lambdas/settings/destinations/delete-destination.ts';
import { readDestinationSettings } from '../../../../lambdas/settings/destinations/destination-settings.ts';
import { putDestination } from '../../../../lambdas/settings/destinations/put-destination.ts';
import { putSite } from '../../../../lambdas/settings/sites/put-site.ts';
import { readSiteInUse } from '../../../../lambdas/settings/sites/stored-site-store.ts';
import { shopTables, siteOf, start } from '../shop.ts';

type Settings = Awaited<ReturnType<typeof shopTables>>['settings'];

const nothing = async () => undefined;

function put(settings: Settings, id: string, events: string[] | undefined, now: number) {
  const secrets = { signing: `whsec_${Buffer.alloc(24, 1).toString('base64')}` };
  const wanted = { site: 'shop', type: 'webhook', settings: { url: 'https://tool.example/in', events }, secrets };
  const dependencies = { settings, createSecrets: nothing, deleteSecrets: nothing, refusal: nothing };
  return putDestination(
    { ...dependencies, newToken: () => `${id}${now}` },
    id,
    readDestinationSettings(destinations, wanted),
    now,
  );
}

const subscribers = async (settings: Settings) => (await readSiteInUse(settings, 'shop'))?.subscribers;

test('a site knows who subscribes to what since when, and a later change leaves that as it is', async () => {
  const { settings } = await shopTables();
  await put(settings, 'plain', undefined, start);
  expect(await subscribers(settings)).toEqual({});
  await put(settings, 'hook', ['call.started', 'conversion.created'], start);
  await put(settings, 'hook', ['call.started', 'call.matched'], start + 5);
  await put(settings, 'other', ['delivery.parked'], start + 6);
  expect(await subscribers(settings)).toEqual({
    hook: { 'call.started': start, 'call.matched': start + 5 },
    other: { 'delivery.parked': start + 6 },
  });
});

test('who subscribes no more, or is deleted, is forgotten', async () => {
  const { settings } = await shopTables();
  await put(settings, 'hook', ['call.started'], start);
  await put(settings, 'other', ['call.started'], start);
  await put(settings, 'hook', ['conversion.created'], start + 1);
  await deleteDestination({ settings, deleteSecrets: nothing }, 'other', start + 2);
  expect(await subscribers(settings)).toEqual({});
});

test('a change of the site keeps its subscribers, and takes away what it does not set any more', async () => {
  const { settings } = await shopTables();
  await putSite(settings, 'shop', { ...siteOf('pk_shop'), countries: ['DE'] }, start);
  await put(settings, 'hook', ['call.started'], start);
  await putSite(settings, 'shop', { ...siteOf('pk_shop'), name: 'New' }, start + 1);
  const found = await readSiteInUse(settings, 'shop');
  expect(found).toMatchObject({ subscribers: { hook: { 'call.started': start } }, site: { name: 'New' } });
  expect(found?.site.countries).toBeUndefined();
});

test('webhooks that are made at once are all known', async () => {
  const { settings } = await shopTables();
  const ids = ['a', 'b', 'c', 'd'];
  await Promise.all(ids.map((id) => put(settings, id, ['call.started'], start)));
  expect(Object.keys((await subscribers(settings)) ?? {}).toSorted()).toEqual(ids);
});
