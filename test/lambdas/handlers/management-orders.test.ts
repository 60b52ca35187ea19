import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import type { CallDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import type { OrderAnswer } from '../../../lambdas/journal/orders/order-answer.ts';
import { show } from '../calls/stores.ts';
import { number, start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, masterSecret, putRuleFor } from './call-world.ts';
import { request } from './management-client.ts';

const secrets = mockClient(SecretsManagerClient);
secrets.on(GetSecretValueCommand).resolves({ SecretString: masterSecret });

let world: CallWorld;
beforeEach(async () => {
  world = await callWorld();
});

const order = {
  site: 'shop',
  eventId: 'paid-1',
  orderId: '1001',
  occurredAt: '2026-11-25T10:00:00Z',
  revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' },
  items: [{ sku: 'TILE-7', name: 'Roof tile', quantity: 2.5, amount: '129.50' }],
  find: { phone: '+12025550123', email: 'jane@shop.example' },
};

/** The answer by its own shape. */
const post = async (body: object, key?: string) => {
  const answer = await request('POST /v1/orders', body, key);
  return { status: answer.status, body: answer.body as unknown as OrderAnswer };
};
const get = async (id: string, key?: string) => {
  const answer = await request(`GET /v1/orders/${id}`, undefined, key);
  return { status: answer.status, body: answer.body as unknown as OrderAnswer };
};

test('an order finds its call, which tells it with what was sold', async () => {
  await putRuleFor(world, { when: {}, conversion: { name: 'purchase', value: 'revenue' }, destinations: ['team'] });
  await show(world.sources, number, 'anna', start - 60_000);
  await world.call({ call: 'call-1' });
  const taken = await post(order);
  expect(taken).toEqual({
    status: 202,
    body: {
      order: expect.stringMatching(/^o[0-9a-v]{26}$/),
      call: 'call-1',
      state: 'credited',
      reason: 'it is the latest call from this number, of those that began before the order',
    },
  });
  expect(await world.work()).toEqual(['settle call-1']);
  const { ledger, conversions } = (await request('GET /v1/calls/call-1')).body as unknown as CallDetail;
  expect(ledger).toMatchObject([
    {
      eventId: 'paid-1',
      orderId: '1001',
      order: taken.body.order,
      state: 'counted',
      items: [{ sku: 'TILE-7', name: 'Roof tile', quantity: 2.5, amount: '129.50', currency: 'EUR' }],
    },
  ]);
  expect(conversions).toMatchObject([
    { name: 'purchase', value: { amount: '129.50' }, occurredAt: '2026-11-25T10:00:00.000Z' },
  ]);
});

test('an order says where it is and why, and which events are of it', async () => {
  await world.call({ call: 'call-1' });
  const refund = { ...order, eventId: 'back-1', find: undefined, items: undefined, occurredAt: '2026-11-27T10:00:00Z' };
  const first = await post({ ...refund, revenue: { kind: 'refund', amount: '29.50', currency: 'EUR' } });
  expect(first.body).toMatchObject({ call: null, state: 'waiting' });
  const sale = await post(order);
  const events = [
    { order: sale.body.order, eventId: 'paid-1', kind: 'sale', at: '2026-11-25T10:00:00.000Z' },
    { order: first.body.order, eventId: 'back-1', kind: 'refund', at: '2026-11-27T10:00:00.000Z' },
  ];
  expect(await get(first.body.order)).toMatchObject({
    status: 200,
    body: { call: 'call-1', state: 'credited', find: [], revenue: { kind: 'refund', amount: '29.50' }, events },
  });
  expect((await get(sale.body.order)).body).toMatchObject({
    site: 'shop',
    source: 'test',
    find: ['phone', 'email'],
    events,
  });
});

test('a waiting order says what it waits for', async () => {
  const { body } = await post(order);
  expect(body).toMatchObject({ call: null, state: 'waiting' });
  expect((await get(body.order)).body).toMatchObject({
    call: null,
    reason: 'of this person no call is known that began in the 90 days before the order',
  });
});

test('the same event again is the same order; with other content it is refused', async () => {
  const first = await post(order);
  expect(await post({ ...order, find: { ...order.find, email: ' Jane@Shop.example ' } })).toEqual(first);
  expect((await post({ ...order, tags: ['vip'] })).status).toBe(409);
});

test('a key of other sites neither reports orders of this one nor reads them', async () => {
  const limited = await world.addKey({ role: 'crm', source: 'agency', sites: ['other'] });
  expect((await post(order, limited)).status).toBe(400);
  const { body } = await post(order);
  expect((await get(body.order, limited)).status).toBe(404);
  expect((await get('nothing')).status).toBe(404);
});
