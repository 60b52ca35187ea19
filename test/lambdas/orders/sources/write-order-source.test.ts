import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { deleteOrderSource } from '../../../../lambdas/orders/sources/delete-order-source.ts';
import { readOrderSourceSettings } from '../../../../lambdas/orders/sources/order-source.ts';
import {
  findOrderSource,
  orderSourceSecretHolder as holder,
  listOrderSources,
  readOrderSource,
} from '../../../../lambdas/orders/sources/order-source-store.ts';
import { putOrderSource } from '../../../../lambdas/orders/sources/put-order-source.ts';
import { sourceWays } from '../../../../lambdas/orders/sources/source-ways.ts';
import type { SecretDependencies } from '../../../../lambdas/settings/give-secrets.ts';
import { deleteSite } from '../../../../lambdas/settings/sites/delete-site.ts';
import { deleteUnused, longUnused } from '../../../../lambdas/settings/unused-secrets-store.ts';
import { shopTables } from '../../settings/shop.ts';

const now = Date.UTC(2026, 10, 29);
const later = now + 16 * 60_000;
const shopify = (secret?: string, more: object = {}) => ({
  site: 'shop',
  type: 'shopify',
  ...more,
  ...(secret !== undefined && { secrets: { signing: `secret-${secret}` } }),
});
const scheme = { signature: { header: 'x-sig' }, encoding: 'hex', signed: '{body}' };
const custom = {
  site: 'shop',
  type: 'custom',
  scheme,
  kinds: { sale: { when: 'body.paid' } },
  fields: { id: 'body.id', amount: 'body.sum' },
  secrets: { signing: 'secret-a' },
};

let settings: SecretDependencies['settings'];
let secrets: Map<string, Readonly<Record<string, string>>>;
let parts: SecretDependencies;

beforeEach(async () => {
  ({ settings } = await shopTables());
  secrets = new Map();
  let tokens = 0;
  parts = {
    settings,
    createSecrets: async (place, values) => {
      if (secrets.has(place)) throw new Error('there is such a secret already');
      secrets.set(place, values);
    },
    deleteSecrets: async (place) => void secrets.delete(place),
    newToken: () => `t${++tokens}`,
  };
});

const put = (body: object, more: Partial<SecretDependencies> = {}, id = 'store') =>
  putOrderSource({ ...parts, ...more }, id, readOrderSourceSettings(body), now);

async function secretsInUse(id = 'store') {
  const source = await readOrderSource(settings, id);
  return source && secrets.get(source.secretsAt);
}

async function sweepSecrets(at: number): Promise<void> {
  for await (const place of longUnused(settings, holder, at)) {
    await deleteUnused(settings, holder, place, parts.deleteSecrets);
  }
}

async function unusedNotes(): Promise<unknown[]> {
  const { Items = [] } = await settings.documents.send(
    new QueryCommand({
      TableName: settings.name,
      KeyConditionExpression: 'pk = :unused',
      ExpressionAttributeValues: { ':unused': 'UNUSEDORDERSOURCESECRETS' },
    }),
  );
  return Items;
}

test('a source is made and changed, with new secrets or those of before', async () => {
  const changes = { country: 'DE', fields: { email: 'body.mail' } };
  expect(await put(shopify('a', changes))).toMatchObject({
    created: true,
    source: { id: 'store', site: 'shop', type: 'shopify', ...changes, secretNames: ['signing'] },
  });
  expect(await put(shopify(undefined, { country: 'US' }))).toMatchObject({ created: false });
  const source = await findOrderSource(settings, 'store');
  expect(source).toMatchObject({ country: 'US', secretNames: ['signing'] });
  expect(source?.fields).toBeUndefined();
  expect(await secretsInUse()).toEqual({ signing: 'secret-a' });
  await put(shopify('b'));
  expect([...secrets.values()]).toEqual([{ signing: 'secret-b' }]);
  expect(await unusedNotes()).toEqual([]);
});

test.each([
  [shopify(), 'needs secrets'],
  [shopify('a', { site: 'nowhere' }), 'no site nowhere'],
  [shopify('a', { type: 'magento' }), 'no such type'],
  [{ site: 'shop', type: 'shopify', secrets: { signing: 'abc' } }, 'secrets.signing'],
  [{ site: 'shop', type: 'standard-webhooks', secrets: { signing: 'no base64!' } }, 'secrets.signing'],
  [shopify('a', { country: 'XX' }), 'country'],
  [shopify('a', { scheme }), 'scheme'],
  [shopify('a', { url: 'https://calls.example/' }), 'url'],
  [shopify('a', { fields: { email: 'body.[' } }), 'fields.email'],
  [shopify('a', { fields: { mail: 'body.mail' } }), 'mail'],
  [shopify('a', { fields: { email: 'nonsense(body)' } }), 'fields.email'],
  [shopify('a', { fields: { email: '__proto__' } }), 'fields.email'],
  [shopify('a', { fields: { clickIds: { nobodys: 'body.x' } } }), 'fields.clickIds'],
  [shopify('a', { kinds: { sale: {} } }), 'kinds.sale.when'],
  [shopify('a', { kinds: { gift: { when: 'body' } } }), 'kinds'],
  [{ site: 'shop', type: 'hubspot', secrets: { signing: 'secret-a' } }, 'url'],
  [{ ...custom, scheme: undefined }, 'scheme'],
  [{ ...custom, fields: {} }, 'fields.id'],
  [{ ...custom, scheme: { ...scheme, signed: '{url}{body}' } }, 'url'],
  [{ ...custom, scheme: { ...scheme, key: 'hex' } }, 'secrets.signing'],
])('%j is refused: %s', async (body, detail) => {
  await expect(async () => put(body)).rejects.toThrow(detail);
  expect(secrets.size).toBe(0);
});

test('what was put is what verifies and reads', async () => {
  await put(custom);
  const source = await readOrderSource(settings, 'store');
  expect(source && sourceWays(source)).toEqual({
    scheme: { ...scheme, algorithm: 'sha256', key: 'text' },
    mapping: { kinds: custom.kinds, fields: custom.fields, amountUnit: 'major' },
  });
});

test('site and type of a source stay', async () => {
  await put(shopify('a'));
  await expect(put(shopify('a', { type: 'stripe' }))).rejects.toThrow('is of type shopify');
  await expect(put(shopify('a', { site: 'other' }))).rejects.toThrow('belongs to another site');
});

test('whoever of several wins, settings and secrets go together, and the secrets of the others are gone', async () => {
  const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
  const countries = ['DE', 'US'];
  await Promise.all(letters.map((letter, index) => put(shopify(letter, { country: countries[index % 2] }))));
  const used = await secretsInUse();
  const winner = letters.findIndex((letter) => used?.signing === `secret-${letter}`);
  expect(await findOrderSource(settings, 'store')).toMatchObject({ country: countries[winner % 2] });
  await sweepSecrets(later);
  expect([...secrets.values()]).toEqual([used]);
});

test('whatever dies in between, no secret is left that nobody knows of', async () => {
  await put(shopify('a'));
  const dies = async () => {
    throw new Error('killed');
  };
  const killed = {
    createSecrets: async (...given: Parameters<typeof parts.createSecrets>) => parts.createSecrets(...given).then(dies),
  };
  await expect(put(shopify('b'), { ...killed, deleteSecrets: dies })).rejects.toThrow('killed');
  await put(shopify('c'), { deleteSecrets: dies });
  expect(secrets.size).toBe(3);
  await sweepSecrets(later);
  expect([...secrets.values()]).toEqual([{ signing: 'secret-c' }]);
});

test('a deleted source is gone with its secrets, and its id can be used again', async () => {
  await put(shopify('a'));
  await deleteOrderSource(parts, 'store', now);
  expect([secrets.size, await unusedNotes(), await findOrderSource(settings, 'store')]).toEqual([0, [], undefined]);
  await expect(deleteOrderSource(parts, 'store', now)).rejects.toThrow('no order source store');
  expect(await put(shopify('b'))).toMatchObject({ created: true });
});

test('a site is not deleted under its sources', async () => {
  await put(shopify('a'));
  await expect(deleteSite(settings, 'shop')).rejects.toThrow(/order sources: store/);
});

test('what a newer version wrote is left alone, and listed as such', async () => {
  for (const id of ['east', 'north', 'south']) await put(shopify('a'), {}, id);
  const { version: _, ...stored } = (await findOrderSource(settings, 'east'))!;
  const Item = { pk: 'SITE#shop', sk: 'ORDERSOURCE#east', ...stored };
  await settings.documents.send(new PutCommand({ TableName: settings.name, Item }));
  expect(await readOrderSource(settings, 'east')).toBeUndefined();
  await expect(put(shopify('a'), {}, 'east')).rejects.toThrow('newer version');
  const first = await listOrderSources(settings, { limit: 2, after: undefined }, ['shop']);
  expect(first.items).toEqual([
    { id: 'east', site: 'shop', unsupported: true },
    expect.objectContaining({ id: 'north' }),
  ]);
  const second = await listOrderSources(settings, { limit: 5, after: 'north' }, undefined);
  expect(second.items.map(({ id }) => id)).toEqual(['south']);
});

test('ways of a newer version are not guessed', () => {
  const source = { id: 's', site: 'shop', secretNames: [], secretsAt: 's/1', version: 1 };
  expect(sourceWays({ ...source, type: 'magento' })).toBeUndefined();
  expect(sourceWays({ ...source, type: 'custom' })).toBeUndefined();
  expect(sourceWays({ ...source, type: 'shopify', kinds: { gift: { when: 'body' } } })).toBeUndefined();
});
