import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { Webhook } from 'standardwebhooks';
import { callKey } from '../../../lambdas/calls/call-item.ts';
import { conversionKey } from '../../../lambdas/conversions/conversion-items.ts';
import { readDelivery } from '../../../lambdas/deliveries/delivery-store.ts';
import { handler } from '../../../lambdas/handlers/attempt-delivery.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { logger } from '../../../lambdas/platform/log.ts';
import { destinationItem } from '../../../lambdas/settings/item-key.ts';
import { wantDelivery } from '../../../lambdas/settle/sweep-conversion-store.ts';
import { createTable, embeddedDynamoDB } from '../../embedded-dynamodb.ts';
import { putShop } from '../calls/stores.ts';
import { freshDelivery, someCall, someConversion } from '../deliveries/delivery-samples.ts';

const signing = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const secrets = mockClient(SecretsManagerClient);
secrets.on(GetSecretValueCommand, { SecretId: 'leaseline/Shop/destination/hook' }).resolves({
  SecretString: JSON.stringify({ signing }),
});

let server: Server;
let inbox: { headers: Record<string, string>; body: string }[];
let calls: Table;
let settings: Table;
const { id, call, site, conversion, destination } = freshDelivery();
const input = { call, delivery: id, revision: 1, of: { site, conversion, destination } };

beforeEach(async () => {
  inbox = [];
  jest.spyOn(logger, 'info').mockReturnValue();
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      inbox.push({ headers: request.headers as Record<string, string>, body });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { documents } = embeddedDynamoDB();
  calls = { documents, name: await createTable('Calls') };
  settings = { documents, name: await createTable('Settings') };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: process.env.TEST_DYNAMODB_ENDPOINT,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    CALLS_TABLE: calls.name,
    SETTINGS_TABLE: settings.name,
    VISITS_TABLE: await createTable('Visits'),
    DESTINATION_SECRET_PREFIX: 'leaseline/Shop/destination/',
    PRIVATE_DESTINATIONS: 'allow',
  });
  const put = (table: Table, Item: object) =>
    documents.send(new PutCommand({ TableName: table.name, Item: { ...Item } }));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
  const { id: callId, ...facts } = someCall();
  await put(calls, { ...callKey(call), ...facts, id: callId });
  await put(calls, { ...conversionKey(someConversion()), ...someConversion() });
  const webhook = { id: destination, site, type: 'webhook', settings: { url }, secretNames: ['signing'], version: 1 };
  await put(settings, { ...destinationItem(site, destination), ...webhook });
  await putShop({ settings });
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

test('one signed webhook goes out, however often the attempt is made', async () => {
  const answers = await Promise.all([handler(input), handler(input), handler(input)]);
  expect(answers).toContainEqual({ next: 'done' });
  expect(await handler(input)).toEqual({ next: 'done' });
  expect(inbox).toHaveLength(1);
  const [{ headers, body }] = inbox as [(typeof inbox)[0]];
  expect(new Webhook(signing).verify(body, headers)).toMatchObject({ data: { conversion: { id: conversion } } });
  expect(await readDelivery(calls, { call, id })).toMatchObject({ state: 'delivered', sent: 1, attempts: 1 });
});

test('unless it is allowed, nothing goes to a private address, and the delivery says why', async () => {
  delete process.env.PRIVATE_DESTINATIONS;
  expect(await handler(input)).toMatchObject({ next: 'park' });
  expect(inbox).toEqual([]);
  expect(await readDelivery(calls, { call, id })).toMatchObject({
    state: 'parked',
    reason: 'rejected: the address must be an https address',
  });
});

describe('an execution that a version before started', () => {
  const { of: _, ...named } = input;

  test('tells its destination if its delivery is there', async () => {
    await wantDelivery(calls, { id, call, ...input.of, wanted: 1 }, { at: Date.now() + 300_000, looks: 0 });
    expect(await handler(named)).toEqual({ next: 'done' });
    expect(inbox).toHaveLength(1);
  });

  test('is done if not: it starts anew with the rest of what it must know', async () => {
    expect(await handler(named)).toEqual({ next: 'done' });
    expect(inbox).toEqual([]);
  });
});

test('an input that is none fails', async () => {
  await expect(handler({ call })).rejects.toThrow('delivery');
});

test('a test event is sent as a sample, signed with the secrets of the webhook, and nothing is kept of it', async () => {
  const test = { site: 'shop', destination: 'hook', type: 'call.started', id: 'test-1' };
  expect(await handler({ test })).toMatchObject({ passed: true, outcome: 'delivered', status: 200 });
  const [{ headers, body }] = inbox as [(typeof inbox)[0]];
  expect(new Webhook(signing).verify(body, headers)).toMatchObject({ type: 'call.started', test: true });
  expect(await readDelivery(calls, { call, id: 'test-1' })).toBeUndefined();
  expect(await handler({ test: { ...test, destination: 'gone' } })).toMatchObject({
    passed: false,
    detail: expect.stringContaining('knows no such destination'),
  });
});
