import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { type CallWorld, callWorld, masterSecret, ruleOf, sale } from './call-world.ts';
import { request, shop } from './management-client.ts';

const secrets = mockClient(SecretsManagerClient);
secrets.on(GetSecretValueCommand).resolves({ SecretString: masterSecret });

let world: CallWorld;
beforeEach(async () => {
  world = await callWorld();
});

const inDollars = () => request('PUT /v1/sites/shop', { ...shop, currency: 'USD' });
const stays = (has: string) => ({
  status: 409,
  body: { errors: [{ field: 'currency', detail: `stays EUR: the site has ${has}` }] },
});

test('a site changes its currency as long as it has nothing in it, whatever calls there are', async () => {
  await world.call({ call: 'a' });
  expect(await inDollars()).toMatchObject({ status: 200, body: { currency: 'USD' } });
});

test('a rule keeps the currency, and so do the conversions that it made once it is gone', async () => {
  await request('PUT /v1/rules/talk', ruleOf({ when: {} }));
  expect(await inDollars()).toMatchObject(stays('rules: talk'));
  expect(await request('PUT /v1/sites/shop', { ...shop, name: 'New' })).toMatchObject({ status: 200 });
  await request('DELETE /v1/rules/talk');
  expect(await inDollars()).toMatchObject({ status: 200 });
});

test('conversions keep it once their rule is gone', async () => {
  const rule = ruleOf({ when: {} });
  await request('PUT /v1/rules/talk', rule);
  await world.call({ call: 'a', at: Date.now() + 60_000 });
  expect(await request('GET /v1/calls/a')).toMatchObject({ body: { conversions: [{ rule: 'talk' }] } });
  await request('DELETE /v1/rules/talk');
  expect(await inDollars()).toMatchObject(stays('conversions'));
});

test('orders keep it, also one that waits', async () => {
  const order = { revenue: { kind: 'sale', amount: '5', currency: 'EUR' }, find: { phone: '+12025550199' } };
  expect(await request('POST /v1/orders', { site: 'shop', eventId: 's-1', ...order })).toMatchObject({ status: 202 });
  expect(await inDollars()).toMatchObject(stays('orders'));
});

test('reported revenue keeps it', async () => {
  await world.call({ call: 'a' });
  await request('POST /v1/calls/a/outcome', sale('s-1'));
  await world.work();
  expect(await inDollars()).toMatchObject(stays('calls with reported revenue'));
});
