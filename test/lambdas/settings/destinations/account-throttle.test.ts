import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { destinations } from '../../../../lambdas/deliveries/destinations/registry.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import { noteAccountThrottled } from '../../../../lambdas/settings/destinations/account-throttle-store.ts';
import { deleteDestination } from '../../../../lambdas/settings/destinations/delete-destination.ts';
import { readDestinationSettings } from '../../../../lambdas/settings/destinations/destination-settings.ts';
import { readDestination } from '../../../../lambdas/settings/destinations/destination-store.ts';
import { putDestination } from '../../../../lambdas/settings/destinations/put-destination.ts';
import { putSite } from '../../../../lambdas/settings/sites/put-site.ts';
import { siteSettings } from '../../../../lambdas/settings/sites/site-settings.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';
import { destinationSamples } from '../../deliveries/destinations/destination-samples.ts';

const now = Date.UTC(2026, 10, 29);

let settings: Table;
beforeEach(async () => {
  settings = { documents: embeddedDynamoDB().documents, name: await createTable('Settings') };
  for (const site of ['shop', 'other']) {
    const wanted = { name: site, siteKey: `pk_${site}`, origins: [`https://${site}.example`] };
    await putSite(settings, site, siteSettings.parse(wanted), now);
  }
});

let tokens = 0;
const parts = () => ({
  settings,
  createSecrets: async () => undefined,
  deleteSecrets: async () => undefined,
  newToken: () => `t${++tokens}`,
  refusal: async () => undefined,
});

async function put(id: string, type: string, { site = 'shop', secrets = {} as object | undefined } = {}) {
  const sample = destinationSamples[type]!;
  const given = secrets && { ...sample.secrets, ...secrets };
  const body = { site, type, settings: sample.settings, ...(given && { secrets: given }) };
  await putDestination(parts(), id, readDestinationSettings(destinations, body), now);
}

async function stored(id: string, site = 'shop') {
  const found = await readDestination(settings, site, id);
  if (found === undefined || found === 'unknown') throw new Error(`there is no destination ${id}`);
  return found;
}

/** A destination has too much to do, and says so at a time. */
async function tooMuch(id: string, at = now) {
  const { account } = await stored(id);
  const to = { sentAt: at, until: at + 30_000, slotMs: 200, account };
  await noteAccountThrottled(settings, { site: 'shop', destination: id }, to);
}

const paceOf = async (id: string, site = 'shop') => {
  const { throttledUntil, slotMs } = await stored(id, site);
  return throttledUntil === undefined ? undefined : [throttledUntil - now, slotMs];
};

test('all that go to one account wait, on whichever site and of whichever type, and share what it takes', async () => {
  await put('ads', 'google-ads');
  await put('list', 'google-audience');
  await put('others', 'google-ads', { site: 'other' });
  await put('apart', 'google-ads', { secrets: { clientId: 'another' } });
  await put('crm', 'hubspot');
  await tooMuch('ads');
  const shared = [30_000, 600];
  expect([await paceOf('ads'), await paceOf('list'), await paceOf('others', 'other')]).toEqual([
    shared,
    shared,
    shared,
  ]);
  expect([await paceOf('apart'), await paceOf('crm')]).toEqual([undefined, undefined]);
});

test('of those that were refused at once one tells the others', async () => {
  await put('ads', 'google-ads');
  await put('list', 'google-audience');
  await tooMuch('ads');
  await put('list', 'google-audience', { secrets: undefined });
  expect(await paceOf('list')).toBeUndefined();
  await tooMuch('ads', now - 5);
  expect(await paceOf('list')).toBeUndefined();
  await tooMuch('ads', now + 40_000);
  expect(await paceOf('list')).toEqual([70_000, 400]);
});

const members = async (account: string) => {
  const { Items = [] } = await settings.documents.send(
    new QueryCommand({
      TableName: settings.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `ACCOUNT#${account}` },
    }),
  );
  return Items.map(({ sk }) => sk);
};

test('who gets other secrets goes to another account, and who is deleted to none', async () => {
  await put('ads', 'google-ads');
  await put('list', 'google-audience');
  const { account } = await stored('ads');
  expect(await members(account!)).toEqual(['ads', 'list']);
  await put('ads', 'google-ads', { secrets: undefined });
  expect((await stored('ads')).account).toBe(account);
  await put('list', 'google-audience', { secrets: { clientId: 'another' } });
  expect(await members(account!)).toEqual(['ads']);
  expect(await members((await stored('list')).account!)).toEqual(['list']);
  await deleteDestination(parts(), 'ads', now);
  expect(await members(account!)).toEqual([]);
});

test('a webhook is for itself, whatever it is signed with; and none has a secret in its account', async () => {
  for (const type of destinations.keys()) {
    await put(type, type);
    const { account } = await stored(type);
    expect(account ?? '0'.repeat(16)).toMatch(/^[0-9a-f]{16}$/);
  }
  expect((await stored('webhook')).account).toBeUndefined();
});
