import { DeleteSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../../lambdas/handlers/sweep.ts';
import { logger } from '../../../lambdas/platform/log.ts';
import { carrierSecretHolder } from '../../../lambdas/settings/carrier-accounts/carrier-account-store.ts';
import { destinationSecretHolder } from '../../../lambdas/settings/destinations/destination-store.ts';
import { noteUnused } from '../../../lambdas/settings/unused-secrets-store.ts';
import { type House, openHouse, played, start, tell } from '../settle/call-house.ts';

const sqs = mockClient(SQSClient);
const secrets = mockClient(SecretsManagerClient);
let house: House;

beforeEach(async () => {
  house = await openHouse();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: process.env.TEST_DYNAMODB_ENDPOINT,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    SETTINGS_TABLE: house.sources.settings.name,
    CALLS_TABLE: house.sources.calls.name,
    DESTINATION_SECRET_PREFIX: 'leaseline/test/destination',
    CARRIER_SECRET_PREFIX: 'leaseline/test/carrier',
    ORDER_SOURCE_SECRET_PREFIX: 'leaseline/test/order-source',
    WORK_QUEUE_URL: 'http://queue',
  });
  sqs.reset();
  for (const level of ['warn', 'info'] as const) jest.spyOn(logger, level).mockReturnValue();
  jest.useFakeTimers({ doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'] });
});

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

test('a call past its grace is queued', async () => {
  sqs.on(SendMessageBatchCommand).resolves({});
  await tell(house, ...played().events);
  jest.setSystemTime(start + 30 * 60_000);
  await handler();
  expect(sqs.commandCalls(SendMessageBatchCommand)).toHaveLength(0);
  jest.setSystemTime(start + 40_000 + 30 * 60_000);
  await handler();
  expect(sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries)).toEqual([
    [{ Id: '0', MessageBody: '{"kind":"settle","call":"call-1","swept":true}' }],
  ]);
});

test('a queue that refuses fails the sweep, so that somebody hears of it', async () => {
  sqs.on(SendMessageBatchCommand).resolves({ Failed: [{ Id: '0', Code: 'Throttled', SenderFault: false }] });
  await tell(house, ...played().events);
  jest.setSystemTime(start + 24 * 3600_000);
  await expect(handler()).rejects.toThrow('1 of 1 calls');
});

test('secrets that no destination or carrier account came to name are deleted', async () => {
  secrets.on(DeleteSecretCommand).resolves({});
  await noteUnused(house.sources.settings, destinationSecretHolder, 'hook/left', start);
  await noteUnused(house.sources.settings, carrierSecretHolder, 'pbx/left', start);
  jest.setSystemTime(start + 14 * 60_000);
  await handler();
  expect(secrets.commandCalls(DeleteSecretCommand)).toHaveLength(0);
  jest.setSystemTime(start + 16 * 60_000);
  await handler();
  await handler();
  expect(secrets.commandCalls(DeleteSecretCommand).map(({ args }) => args[0].input.SecretId)).toEqual([
    'leaseline/test/destination/hook/left',
    'leaseline/test/carrier/pbx/left',
  ]);
});
