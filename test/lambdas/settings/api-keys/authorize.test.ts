import fc from 'fast-check';
import { type ApiKeyRole, createKey, hashOf, type NewKey } from '../../../../lambdas/settings/api-keys/api-key.ts';
import { findApiKey, putApiKey } from '../../../../lambdas/settings/api-keys/api-key-store.ts';
import { authorizer, maySee } from '../../../../lambdas/settings/api-keys/authorize.ts';
import { createTable, embeddedDynamoDB } from '../../../embedded-dynamodb.ts';

const now = 1_700_000_000_000;
const wanted: readonly ApiKeyRole[] = ['admin', 'reader'];

async function keys() {
  const table = { documents: embeddedDynamoDB().documents, name: await createTable('Settings') };
  const find = jest.fn((hash: string) => findApiKey(table, hash));
  return {
    find,
    authorize: authorizer(find),
    add: async (key: NewKey) => {
      const { item, secret } = createKey(key, now);
      await putApiKey(table, item);
      return secret;
    },
  };
}

test('a made secret is ll_ and 32 url-safe characters, and no two are alike', () => {
  const secrets = Array.from({ length: 50 }, () => createKey({ role: 'admin', source: 'test' }, now).secret);
  for (const secret of secrets) expect(secret).toMatch(/^ll_[\w-]{32}$/);
  expect(new Set(secrets).size).toBe(50);
});

test('different secrets have different hashes of 64 hex digits, and the item does not hold the secret', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (left, right) => {
      expect(hashOf(left)).toMatch(/^[0-9a-f]{64}$/);
      expect(hashOf(left) === hashOf(right)).toBe(left === right);
    }),
  );
  const { item, secret } = createKey({ role: 'admin', source: 'test' }, now);
  expect(JSON.stringify(item)).not.toContain(secret);
});

test('knows the owner of a key', async () => {
  const { add, authorize } = await keys();
  await add({ secret: 'local', role: 'admin', source: 'local run' });
  const limited = await add({ role: 'reader', source: 'wall board', sites: ['shop'] });
  expect(await authorize(wanted, 'Bearer local', now)).toEqual({
    role: 'admin',
    source: 'local run',
    sites: undefined,
  });
  const client = await authorize(wanted, `bearer ${limited}`, now);
  expect([maySee(client, 'shop'), maySee(client, 'other')]).toEqual([true, false]);
});

test.each([undefined, '', 'local', 'Basic bG9jYWw=', 'Bearer', 'Bearer wrong', 'Bearer local extra'])(
  'answers 401 to %s',
  async (authorization) => {
    const { add, authorize } = await keys();
    await add({ secret: 'local', role: 'admin', source: 'local run' });
    await expect(authorize(wanted, authorization, now)).rejects.toMatchObject({ status: 401 });
  },
);

test('a key ends at its expiry, also when it is remembered', async () => {
  const { add, authorize } = await keys();
  const secret = await add({ role: 'admin', source: 'test', expiresAt: now + 10 });
  await expect(authorize(wanted, `Bearer ${secret}`, now + 9)).resolves.toBeDefined();
  await expect(authorize(wanted, `Bearer ${secret}`, now + 10)).rejects.toMatchObject({ status: 401 });
});

test('reads a known key again after 30 s, and an unknown one every time', async () => {
  const { add, authorize, find } = await keys();
  const early = authorize(wanted, 'Bearer agreed', now);
  await expect(early).rejects.toMatchObject({ status: 401 });
  await add({ secret: 'agreed', role: 'admin', source: 'test' });
  for (const after of [0, 1, 29_999, 30_000]) await authorize(wanted, 'Bearer agreed', now + after);
  expect(find).toHaveBeenCalledTimes(3);
});

test('a role that is none of those wanted gets 403', async () => {
  const { add, authorize } = await keys();
  const secret = await add({ role: 'crm', source: 'crm' });
  await expect(authorize(wanted, `Bearer ${secret}`, now)).rejects.toMatchObject({ status: 403 });
});
