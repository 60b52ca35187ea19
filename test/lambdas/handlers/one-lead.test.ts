import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { handler as attempt } from '../../../lambdas/handlers/attempt-delivery.ts';
import type { CallDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import { logger } from '../../../lambdas/platform/log.ts';
import { type CallWorld, callWorld, masterSecret, ruleOf } from './call-world.ts';
import { request } from './management-client.ts';

const signing = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const secrets = mockClient(SecretsManagerClient);
secrets.on(CreateSecretCommand).resolves({});
secrets.on(GetSecretValueCommand).callsFake(({ SecretId }: { SecretId: string }) => ({
  SecretString: SecretId.includes('/destination/') ? JSON.stringify({ signing }) : masterSecret,
}));

const day = 86_400_000;
const started = Math.floor(Date.now() / 1000) * 1000 - 20 * day;
const at = (days: number) => new Date(started + days * day).toISOString();

let world: CallWorld;
let server: Server;
let told: { type: string; data: { conversion: { name: string; value: { amount: string }; occurredAt: string } } }[];

beforeEach(async () => {
  told = [];
  jest.spyOn(logger, 'info').mockReturnValue();
  world = await callWorld();
  server = createServer((message, response) => {
    let body = '';
    message.on('data', (part) => {
      body += part;
    });
    message.on('end', () => {
      told.push(JSON.parse(body));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    DESTINATION_SECRET_PREFIX: 'leaseline/test/destination/',
    PRIVATE_DESTINATIONS: 'allow',
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
  const hook = { site: 'shop', type: 'webhook', settings: { url }, secrets: { signing } };
  await request('PUT /v1/destinations/hook', hook);
  await rule('qualified', { when: { talkSeconds: { gte: 90 } } });
  await rule('sale', { when: {}, conversion: { name: 'purchase', value: 'revenue' } });
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

/** A rule that judges from before the call. */
async function rule(id: string, some: object): Promise<void> {
  const { body } = await request(`PUT /v1/rules/${id}`, ruleOf({ destinations: ['hook'], ...some }));
  const Item = { ...body, since: 0, version: 1, pk: 'SITE#shop', sk: `RULE#${id}` };
  await world.settings.documents.send(new PutCommand({ TableName: world.settings.name, Item }));
}

const detail = async () => (await request('GET /v1/calls/lead')).body as unknown as CallDetail;

const reported = async (eventId: string, days: number, revenue: object, more: object = {}) => {
  const order = { site: 'shop', eventId, orderId: '1001', occurredAt: at(days), revenue, ...more };
  for (const _ of ['first', 'again']) {
    expect(await request('POST /v1/orders', order)).toMatchObject({ status: 202, body: { state: 'credited' } });
    await world.work();
  }
};
const sold = () =>
  reported('paid', 10, { kind: 'sale', amount: '129.50', currency: 'EUR' }, { find: { phone: '+12025550123' } });
const refunded = () => reported('refunded', 12, { kind: 'refund', amount: '29.50', currency: 'EUR' });

/** What the machine does for each delivery, twice. */
async function deliver(): Promise<void> {
  const { call, conversions } = await detail();
  for (const { id: conversion, deliveries } of [...conversions, ...conversions]) {
    for (const { id: delivery, destination, wanted: revision } of deliveries) {
      const of = { site: call.site, conversion, destination };
      expect(await attempt({ call: call.id, delivery, revision, of })).toEqual({ next: 'done' });
    }
  }
}

const heard = () =>
  told.map(({ type, data: { conversion } }) => [type, conversion.name, conversion.value.amount, conversion.occurredAt]);

const qualified = ['conversion.created', 'qualified_call', '50.00', new Date(started + 97_000).toISOString()];

test('a call qualifies after 90 s, is a sale on day 10 and refunded in part on day 12: each has its time and counts once', async () => {
  await world.call({ call: 'lead', at: started, talk: 120 });
  await deliver();
  expect(heard()).toEqual([qualified]);
  await sold();
  await deliver();
  await refunded();
  await deliver();
  expect(heard()).toEqual([
    qualified,
    ['conversion.created', 'purchase', '129.50', at(10)],
    ['conversion.updated', 'purchase', '100.00', at(10)],
  ]);
  const { conversions, ledger, revenue } = await detail();
  expect(revenue).toEqual({ amount: '100.00', currency: 'EUR' });
  expect(ledger.map(({ eventId, occurredAt, state }) => [eventId, occurredAt, state])).toEqual([
    ['paid', at(10), 'counted'],
    ['refunded', at(12), 'counted'],
  ]);
  expect(conversions.flatMap(({ deliveries }) => deliveries)).toMatchObject([
    { state: 'delivered', sent: 1 },
    { state: 'delivered', sent: 2 },
  ]);
});

test('a receiver that nobody reached in between hears the last value alone', async () => {
  await world.call({ call: 'lead', at: started, talk: 120 });
  await sold();
  await refunded();
  await deliver();
  const sale = ['conversion.created', 'purchase', '100.00', at(10)];
  expect(heard()).toHaveLength(2);
  expect(heard()).toEqual(expect.arrayContaining([qualified, sale]));
});
