import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { accountCarriers } from '../../../../lambdas/calls/carriers/registry.ts';
import type { Table } from '../../../../lambdas/platform/aws/table.ts';
import {
  carrierAccountId,
  readCarrierAccountSettings,
} from '../../../../lambdas/settings/carrier-accounts/carrier-account.ts';
import {
  findCarrierAccount,
  carrierSecretHolder as holder,
  listCarrierAccounts,
  readCarrierAccount,
} from '../../../../lambdas/settings/carrier-accounts/carrier-account-store.ts';
import {
  deleteCarrierAccount,
  putCarrierAccount,
} from '../../../../lambdas/settings/carrier-accounts/write-carrier-account.ts';
import type { SecretDependencies } from '../../../../lambdas/settings/give-secrets.ts';
import { deleteUnused, longUnused } from '../../../../lambdas/settings/unused-secrets-store.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';

const now = Date.UTC(2026, 10, 29);
const later = now + 16 * 60_000;
const signing = (letter: string) => `whsec_${Buffer.alloc(24, letter).toString('base64')}`;
const pbx = (letter?: string, country?: string) => ({
  type: 'generic',
  ...(country !== undefined && { settings: { country } }),
  ...(letter !== undefined && { secrets: { signing: signing(letter) } }),
});

let settings: Table;
let secrets: Map<string, Readonly<Record<string, string>>>;
let parts: SecretDependencies;

beforeEach(async () => {
  settings = { documents: embeddedDynamoDB().documents, name: await createTable('Settings') };
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

const put = (body: object, more: Partial<SecretDependencies> = {}, id = 'pbx') =>
  putCarrierAccount({ ...parts, ...more }, id, readCarrierAccountSettings(accountCarriers, body), now);

/** What the function that listens would use. */
async function secretsInUse(id = 'pbx') {
  const account = await readCarrierAccount(settings, id);
  return account && secrets.get(account.secretsAt);
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
      ExpressionAttributeValues: { ':unused': 'UNUSEDCARRIERSECRETS' },
    }),
  );
  return Items;
}

test('an account is made and changed, with new secrets or those of before', async () => {
  expect(await put(pbx('a', 'DE'))).toMatchObject({
    created: true,
    account: { id: 'pbx', type: 'generic', settings: { country: 'DE' }, secretNames: ['signing'] },
  });
  expect(await put(pbx(undefined, 'US'))).toMatchObject({ created: false, account: { settings: { country: 'US' } } });
  expect(await secretsInUse()).toEqual({ signing: signing('a') });
  await put(pbx('b'));
  expect([...secrets.values()]).toEqual([{ signing: signing('b') }]);
  expect(await secretsInUse()).toEqual({ signing: signing('b') });
  expect((await findCarrierAccount(settings, 'pbx'))?.settings).toEqual({});
  expect(await unusedNotes()).toEqual([]);
});

test.each([
  [pbx(), 'needs secrets'],
  [{ type: 'connect', secrets: {} }, 'no such type'],
  [{ type: 'generic', secrets: { signing: 'secret' } }, 'secrets.signing'],
  [{ type: 'generic', secrets: {} }, 'secrets.signing'],
  [{ ...pbx('a'), settings: { country: 'XX' } }, 'settings.country'],
  [{ ...pbx('a'), settings: { url: 'x' } }, 'settings.url'],
  [{ ...pbx('a'), site: 'shop' }, 'site'],
])('%j is refused: %s', async (body, detail) => {
  await expect(async () => put(body)).rejects.toThrow(detail);
  expect(secrets.size).toBe(0);
});

test.each(['office-pbx', 'Pbx', '1pbx', '', 'a'.repeat(33), 'abcdef01', 'pbx/x', 'pbx_1'])(
  '%j is no id: a call could not be told from that of another account, or of Amazon Connect',
  (id) => {
    expect(carrierAccountId.safeParse(id).success).toBe(false);
  },
);

test('the type of an account stays', async () => {
  await put(pbx('a'));
  await settings.documents.send(
    new PutCommand({
      TableName: settings.name,
      Item: { ...(await findCarrierAccount(settings, 'pbx')), pk: 'CARRIERACCOUNTS', sk: 'pbx', type: 'other' },
    }),
  );
  await expect(put(pbx('b'))).rejects.toThrow('is of type other');
});

test('whoever of several wins, settings and secrets go together, and the secrets of the others are gone', async () => {
  const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
  await Promise.all(letters.map((letter, index) => put(pbx(letter, ['DE', 'US'][index % 2]!))));
  const account = await findCarrierAccount(settings, 'pbx');
  const used = await secretsInUse();
  const winner = letters.findIndex((letter) => signing(letter) === used?.signing);
  expect(account?.settings).toEqual({ country: ['DE', 'US'][winner % 2] });
  await sweepSecrets(later);
  expect([...secrets.values()]).toEqual([used]);
});

test('whatever dies in between, no secret is left that nobody knows of', async () => {
  await put(pbx('a'));
  const dies = async () => {
    throw new Error('killed');
  };
  await expect(
    put(pbx('b'), { createSecrets: async (...given) => parts.createSecrets(...given).then(dies), deleteSecrets: dies }),
  ).rejects.toThrow('killed');
  await put(pbx('c'), { deleteSecrets: dies });
  expect(secrets.size).toBe(3);
  await sweepSecrets(now);
  expect(secrets.size).toBe(3);
  await sweepSecrets(later);
  expect([...secrets.values()]).toEqual([{ signing: signing('c') }]);
});

test('a deleted account is gone with its secrets, and its id can be used again', async () => {
  await put(pbx('a'));
  await deleteCarrierAccount(parts, 'pbx', now);
  expect([secrets.size, await unusedNotes(), await findCarrierAccount(settings, 'pbx')]).toEqual([0, [], undefined]);
  await expect(deleteCarrierAccount(parts, 'pbx', now)).rejects.toThrow('no carrier account pbx');
  expect(await put(pbx('b'))).toMatchObject({ created: true });
});

test('what a newer version wrote is left alone, and listed as such', async () => {
  for (const id of ['north', 'south', 'west']) await put(pbx('a'), {}, id);
  const Item = { pk: 'CARRIERACCOUNTS', sk: 'east', id: 'east', type: 'generic', settings: {}, secretNames: 'later' };
  await settings.documents.send(new PutCommand({ TableName: settings.name, Item }));
  expect(await readCarrierAccount(settings, 'east')).toBeUndefined();
  await expect(put(pbx('a'), {}, 'east')).rejects.toThrow('newer version');
  const first = await listCarrierAccounts(settings, { limit: 2, after: undefined });
  expect(first.items).toEqual([{ id: 'east', unsupported: true }, expect.objectContaining({ id: 'north' })]);
  const second = await listCarrierAccounts(settings, { limit: 5, after: 'north' });
  expect(second.items.map(({ id }) => id)).toEqual(['south', 'west']);
});
