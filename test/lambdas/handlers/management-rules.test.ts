import { CreateSecretCommand, DeleteSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { readRules } from '../../../lambdas/conversions/rules/rules-store.ts';
import { ruleOf } from './call-world.ts';
import { type Answer, freshTables, request, shop, shopPrint } from './management-client.ts';

const secrets = mockClient(SecretsManagerClient);

let tables: Awaited<ReturnType<typeof freshTables>>;
beforeEach(async () => {
  delete process.env.PRIVATE_DESTINATIONS;
  secrets.reset();
  tables = await freshTables();
  await request('PUT /v1/sites/shop', shop);
});

const signing = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const hook = { site: 'shop', type: 'webhook', settings: { url: 'https://8.8.8.8/in' }, secrets: { signing } };
const rule = ruleOf({ destinations: ['hook'] });
const fields = (answer: Answer) => answer.body.errors.map(({ field }) => field);

test('a destination is told back without its secrets, which are kept apart', async () => {
  const { secrets: _, ...open } = hook;
  const told = { id: 'hook', ...open, secretNames: ['signing'] };
  expect(await request('PUT /v1/destinations/hook', hook)).toEqual({ status: 201, body: told });
  expect(await request('GET /v1/destinations/hook')).toEqual({ status: 200, body: told });
  expect(await request('GET /v1/destinations')).toEqual({ status: 200, body: { items: [told] } });
  expect(secrets.commandCalls(CreateSecretCommand).map(({ args }) => args[0].input)).toEqual([
    {
      Name: expect.stringMatching(/^leaseline\/test\/destination\/hook\/[0-9a-f]{32}$/),
      SecretString: JSON.stringify({ signing }),
    },
  ]);
});

test('secrets that are given replace those before; those that are not are for the same address only', async () => {
  await request('PUT /v1/destinations/hook', hook);
  secrets.reset();
  const { secrets: _, ...kept } = hook;
  expect(await request('PUT /v1/destinations/hook', kept)).toMatchObject({
    status: 200,
    body: { secretNames: ['signing'] },
  });
  const moved = await request('PUT /v1/destinations/hook', { ...kept, settings: { url: 'https://8.8.4.4/in' } });
  expect({ status: moved.status, fields: fields(moved) }).toEqual({ status: 400, fields: ['secrets.signing'] });
  expect(secrets.calls()).toEqual([]);
  expect(await request('PUT /v1/destinations/hook', hook)).toMatchObject({ status: 200 });
  expect(secrets.commandCalls(CreateSecretCommand)).toHaveLength(1);
  expect(secrets.commandCalls(DeleteSecretCommand)).toHaveLength(1);
});

test('a deleted destination takes its secrets along', async () => {
  await request('PUT /v1/destinations/hook', hook);
  expect(await request('DELETE /v1/destinations/hook')).toMatchObject({ status: 204 });
  expect(secrets.commandCalls(DeleteSecretCommand)).toHaveLength(1);
  expect(await request('GET /v1/destinations/hook')).toMatchObject({ status: 404 });
  expect(await request('PUT /v1/destinations/hook', hook)).toMatchObject({ status: 201 });
});

test.each([
  ['type', { type: 'pigeon' }],
  ['settings.url', { settings: { url: 'nowhere' } }],
  ['settings.speed', { settings: { ...hook.settings, speed: 3 } }],
  ['secrets.signing', { secrets: { signing: 'whsec_short' } }],
  ['secrets', { secrets: undefined }],
  ['site', { site: 'nowhere' }],
  ['colour', { colour: 'red' }],
])('a destination with a wrong %s gets a 400 that names it', async (field, wrong) => {
  const answer = await request('PUT /v1/destinations/hook', { ...hook, ...wrong });
  expect({ status: answer.status, fields: fields(answer) }).toEqual({ status: 400, fields: [field] });
  expect(secrets.calls()).toEqual([]);
});

test.each([
  'https://127.0.0.1/in',
  'https://10.1.2.3/',
  'https://169.254.169.254/latest',
  'http://8.8.8.8/',
  'https://[::1]/',
])('a webhook must not lie at %s, unless this is one machine', async (url) => {
  const answer = await request('PUT /v1/destinations/hook', { ...hook, settings: { url } });
  expect({ status: answer.status, fields: fields(answer) }).toEqual({ status: 400, fields: ['settings.url'] });
  process.env.PRIVATE_DESTINATIONS = 'allow';
  expect(await request('PUT /v1/destinations/hook', { ...hook, settings: { url } })).toMatchObject({ status: 201 });
});

test('a destination stays at its site and of its type', async () => {
  await request('PUT /v1/sites/other', { ...shop, siteKey: 'pk_other' });
  await request('PUT /v1/destinations/hook', hook);
  const moved = await request('PUT /v1/destinations/hook', { ...hook, site: 'other' });
  expect({ status: moved.status, fields: fields(moved) }).toEqual({ status: 409, fields: ['site'] });
  const email = { site: 'shop', type: 'email', settings: { to: ['team@shop.example'] } };
  const changed = await request('PUT /v1/destinations/hook', email);
  expect({ status: changed.status, fields: fields(changed) }).toEqual({ status: 409, fields: ['type'] });
  expect(await request('PUT /v1/destinations/mail', email)).toMatchObject({ status: 201, body: { secretNames: [] } });
});

test('a rule is told back, and keeps the time from which it judges', async () => {
  await request('PUT /v1/destinations/hook', hook);
  const created = await request('PUT /v1/rules/long-call', rule);
  expect(created).toEqual({
    status: 201,
    body: { id: 'long-call', ...rule, since: expect.stringMatching(/Z$/), version: 1 },
  });
  expect(await request('GET /v1/rules/long-call')).toEqual({ ...created, status: 200 });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const changed = await request('PUT /v1/rules/long-call', { ...rule, when: {} });
  expect(changed).toEqual({ status: 200, body: { ...created.body, when: {}, version: 2 } });
  expect(await request('PUT /v1/rules/long-call', { ...rule, when: {} })).toEqual(changed);
  expect(await request('GET /v1/rules?site=shop')).toEqual({ status: 200, body: { items: [changed.body] } });
  expect(await request('GET /v1/rules?site=other')).toEqual({ status: 200, body: { items: [] } });
  expect(await readRules(tables.settings, 'shop')).toEqual([expect.objectContaining({ id: 'long-call', when: {} })]);
});

test.each([
  ['site', { site: 'nowhere' }],
  ['destinations[1]', { destinations: ['hook', 'gone'] }],
  ['conversion.value.currency', { conversion: { name: 'a', value: { amount: '1.00', currency: 'USD' } } }],
  ['conversion.value.amount', { conversion: { name: 'a', value: { amount: '1.005', currency: 'EUR' } } }],
  ['conversion.value.amount', { conversion: { name: 'a', value: { amount: '-1.00', currency: 'EUR' } } }],
  ['conversion.value.amount', { conversion: { name: 'a', value: { amount: 1, currency: 'EUR' } } }],
  ['conversion.value.perMinute', { conversion: { name: 'a', value: { perMinute: '1.005', currency: 'EUR' } } }],
  ['when.any[0].not.revenue.gte', { when: { any: [{ not: { revenue: { gte: '1.005' } } }] } }],
  ['when.any[0].not.talkSeconds.more', { when: { any: [{ not: { talkSeconds: { more: 5 } } }] } }],
  ['when.not.revenue', { when: { not: { revenue: { gt: '1.00', lt: '1.01' } } } }],
  ['when.hour', { when: { hour: { gt: 9, lt: 10 } } }],
  ['when.talkSeconds', { when: { talkSeconds: { gte: 50, lt: 10 } } }],
  ['when.pool', { when: { pool: 'gone' } }],
  ['when.all[0].pool[1]', { when: { all: [{ pool: ['shop-print', 'gone'] }] } }],
  ['when', { when: { not: { not: { not: { not: { not: { status: 'missed' } } } } } } }],
  ['conversion.name', { conversion: { name: 'two words', value: 'revenue' } }],
  ['when.talkSeconds.more', { when: { talkSeconds: { more: 5 } } }],
  ['when.status', { when: { status: 'happy' } }],
  ['when.carrier', { when: { carrier: 'plivo' } }],
  ['when.not.carrier[1]', { when: { not: { carrier: ['Twilio', 'twillio'] } } }],
])('a rule with a wrong %s gets a 400 that names it', async (field, wrong) => {
  await request('PUT /v1/destinations/hook', hook);
  const answer = await request('PUT /v1/rules/long-call', { ...rule, ...wrong });
  expect(answer.status).toBe(400);
  expect(fields(answer)).toContain(field);
});

test('a rule may name pools of its site, in any case, those that are to come by a pattern, and the one that it named before', async () => {
  const asking = (pool: unknown) => request('PUT /v1/rules/long-call', { ...rule, destinations: [], when: { pool } });
  await request('PUT /v1/pools/shop-print', shopPrint);
  expect(await asking(['Shop-Print', 'web-*'])).toMatchObject({ status: 201 });
  await request('DELETE /v1/pools/shop-print');
  expect(await asking('shop-print')).toMatchObject({ status: 200 });
  await asking('*');
  expect(await asking('shop-print')).toMatchObject({ status: 400 });
});

test('a destination of another site is none that a rule can name', async () => {
  await request('PUT /v1/sites/other', { ...shop, siteKey: 'pk_other' });
  await request('PUT /v1/destinations/theirs', { ...hook, site: 'other' });
  const answer = await request('PUT /v1/rules/long-call', { ...rule, destinations: ['theirs'] });
  expect({ status: answer.status, fields: fields(answer) }).toEqual({ status: 400, fields: ['destinations[0]'] });
});

test('what is in use is not deleted, and can be once it is free', async () => {
  await request('PUT /v1/destinations/hook', hook);
  await request('PUT /v1/rules/long-call', rule);
  await request('PUT /v1/rules/any-call', { ...rule, when: {} });
  await request('PUT /v1/pools/shop-print', shopPrint);
  const inUse = await request('DELETE /v1/destinations/hook');
  expect(inUse).toMatchObject({ status: 409, body: { detail: expect.stringContaining('any-call, long-call') } });
  const site = await request('DELETE /v1/sites/shop');
  expect(site.status).toBe(409);
  expect(site.body.detail).toBe('site shop has pools: shop-print; rules: any-call, long-call; destinations: hook');
  await request('PUT /v1/destinations/hook', { ...hook, settings: { url: 'https://8.8.4.4/' } });
  expect(await request('DELETE /v1/destinations/hook')).toMatchObject({ status: 409 });

  await request('PUT /v1/rules/long-call', { ...rule, destinations: [] });
  expect(await request('DELETE /v1/rules/any-call')).toMatchObject({ status: 204 });
  expect(await request('DELETE /v1/destinations/hook')).toMatchObject({ status: 204 });
  expect(await request('DELETE /v1/pools/shop-print')).toMatchObject({ status: 204 });
  expect(await request('DELETE /v1/sites/shop')).toMatchObject({ status: 409 });
  expect(await request('DELETE /v1/rules/long-call')).toMatchObject({ status: 204 });
  expect(await request('DELETE /v1/sites/shop')).toMatchObject({ status: 204 });
});

test('a destination that is deleted while a rule comes to name it is either in use or gone', async () => {
  for (let round = 0; round < 5; round++) {
    await request('PUT /v1/destinations/hook', hook);
    const [put, removed] = await Promise.all([
      request('PUT /v1/rules/long-call', rule),
      request('DELETE /v1/destinations/hook'),
    ]);
    expect([`${put.status} ${removed.status}`]).toEqual([expect.stringMatching(/^(201 409|400 204)$/)]);
    await request('DELETE /v1/rules/long-call');
    await request('DELETE /v1/destinations/hook');
  }
});

test('only admins change rules and destinations, and only of their sites', async () => {
  await request('PUT /v1/destinations/hook', hook);
  await request('PUT /v1/rules/long-call', rule);
  const operator = await tables.addKey({ role: 'operator', source: 'ops' });
  const crm = await tables.addKey({ role: 'crm', source: 'crm' });
  const limited = await tables.addKey({ role: 'admin', source: 'agency', sites: ['other'] });
  for (const [path, body] of [
    ['/v1/rules/long-call', rule],
    ['/v1/destinations/hook', hook],
  ] as const) {
    expect(await request(`GET ${path}`, undefined, operator)).toMatchObject({ status: 200 });
    expect(await request(`PUT ${path}`, body, operator)).toMatchObject({ status: 403 });
    expect(await request(`DELETE ${path}`, undefined, operator)).toMatchObject({ status: 403 });
    expect(await request(`GET ${path}`, undefined, crm)).toMatchObject({ status: 403 });
    expect(await request(`GET ${path}`, undefined, limited)).toMatchObject({ status: 404 });
    expect(await request(`DELETE ${path}`, undefined, limited)).toMatchObject({ status: 404 });
    expect(await request(`PUT ${path}`, body, limited)).toMatchObject({ status: 403 });
  }
  expect(await request('GET /v1/rules', undefined, limited)).toEqual({ status: 200, body: { items: [] } });
  expect(await request('GET /v1/destinations', undefined, limited)).toEqual({ status: 200, body: { items: [] } });
});

test('a site is not called as those that numbers in no pool belong to', async () => {
  expect(await request('PUT /v1/sites/unknown', shop)).toMatchObject({ status: 400 });
});
