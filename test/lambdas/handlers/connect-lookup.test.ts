import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import type { MatchSources } from '../../../lambdas/calls/match/gather-match-facts.ts';
import { handler } from '../../../lambdas/handlers/connect-lookup.ts';
import { logger } from '../../../lambdas/platform/log.ts';
import { lookup } from '../calls/carriers/connect/samples.ts';
import { emptyTables, giveRole, putPool, putShop, show } from '../calls/stores.ts';

const fixtures = path.join(__dirname, '../../fixtures/connect-lookup');
const number = '+12025550199';
const defaultQueue = 'arn:aws:connect:us-east-1:111122223333:instance/i/queue/default';
const sqs = mockClient(SQSClient);
const secrets = mockClient(SecretsManagerClient);
let tables: MatchSources;

const keys = [
  'found',
  'callId',
  'action',
  'queueArn',
  'phones',
  'ring',
  'forwardTo1',
  'forwardTo2',
  'language',
  'record',
  'recordedText',
  'askRecordingText',
  'askCode',
  'askCodeText',
  'nobodyText',
  'source',
  'medium',
  'campaign',
  'keyword',
  'recipient',
  'whisper',
  'screenText',
  'screenPopUrl',
];
const nothingKnown = { found: 'false', action: 'queue', queueArn: defaultQueue, source: '', whisper: 'Incoming call' };

beforeEach(async () => {
  tables = await emptyTables();
  process.env.AWS_ENDPOINT_URL_DYNAMODB = process.env.TEST_DYNAMODB_ENDPOINT;
  process.env.AWS_REGION = 'us-east-1';
  process.env.AWS_ACCESS_KEY_ID = process.env.AWS_SECRET_ACCESS_KEY = 'test';
  process.env.SETTINGS_TABLE = tables.settings.name;
  process.env.LEASES_TABLE = tables.leases.name;
  process.env.VISITS_TABLE = tables.visits.name;
  process.env.CALLS_TABLE = tables.calls.name;
  process.env.MASTER_SECRET_ARN = 'arn:secret';
  process.env.WORK_QUEUE_URL = 'http://queue';
  process.env.DEFAULT_QUEUE_ARN = defaultQueue;
  sqs.reset();
  sqs.on(SendMessageCommand).resolves({});
  secrets.reset();
  secrets
    .on(GetSecretValueCommand)
    .resolves({ SecretString: JSON.stringify({ master: 'm'.repeat(64), signingKeys: ['1'] }) });
  jest.spyOn(logger, 'warn').mockReturnValue();
});

afterEach(() => {
  jest.restoreAllMocks();
});

function sent(): unknown[] {
  return sqs.commandCalls(SendMessageCommand).map(({ args }) => JSON.parse(args[0].input.MessageBody ?? ''));
}

function answered(answer: Record<string, unknown>): void {
  expect(Object.keys(answer)).toEqual(keys);
  for (const value of Object.values(answer)) expect(typeof value).toBe('string');
}

describe('a visitor calls the number that is his', () => {
  beforeEach(async () => {
    await putShop(tables);
    await putPool(tables, 'web');
    await giveRole(tables, number, { role: 'session', pool: 'web', since: 1 });
    await show(tables, number, 'anna', Date.now() - 60_000, { campaign: 'spring_sale <script>', term: 'red shoes' });
  });

  test('the flow gets source, campaign and words for the agent', async () => {
    const answer = await handler(lookup);
    answered(answer);
    expect(answer).toEqual({
      found: 'true',
      callId: lookup.Details.ContactData.ContactId,
      action: 'queue',
      queueArn: defaultQueue,
      phones: '0',
      ring: '20',
      forwardTo1: '',
      forwardTo2: '',
      language: 'en',
      record: 'off',
      recordedText: 'This call is recorded.',
      askRecordingText: expect.stringContaining('Press 1'),
      askCode: 'off',
      askCodeText: expect.stringContaining('seven digits'),
      nobodyText: expect.stringContaining('nobody'),
      source: 'google',
      medium: 'cpc',
      campaign: 'spring_sale script',
      keyword: 'red shoes',
      recipient: '',
      whisper: 'Call from google spring sale script',
      screenText: 'google cpc spring sale script red shoes',
      screenPopUrl: '',
    });
  });

  test('the raw event goes to the work queue, and asking again gives the same answer', async () => {
    expect(await handler(lookup)).toEqual(await handler(lookup));
    expect(sent()).toEqual(
      [1, 2].map(() => ({
        kind: 'carrier',
        carrier: 'connect',
        hook: 'lookup',
        receivedAt: expect.any(Number),
        raw: JSON.stringify(lookup),
        // What is answered stands on the call.
        route: { action: 'default', reason: 'The site says nothing of where its calls go.' },
      })),
    );
  });

  test('the site’s own route', async () => {
    const queue = 'arn:aws:connect:us-east-1:111122223333:instance/i/queue/sales';
    await putShop(tables, { route: { queue, forwardTo: ['+12025550151', '+12025550152'] } });
    expect(await handler(lookup)).toMatchObject({
      action: 'phone',
      queueArn: queue,
      forwardTo1: '+12025550151',
      forwardTo2: '+12025550152',
    });
  });

  test('a queue that refuses or hangs does not keep the caller waiting for more than the deadline', async () => {
    const counted = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    sqs.on(SendMessageCommand).rejects(new Error('no'));
    expect(await handler(lookup)).toMatchObject({ found: 'true' });
    sqs.on(SendMessageCommand).callsFake(() => new Promise(() => undefined));
    expect(await handler(lookup)).toMatchObject({ found: 'true', source: 'google' });
    // Neither is lost without a trace.
    expect(counted.mock.calls.map(([line]) => JSON.parse(String(line)).LookupsNotQueued)).toEqual([1, 1]);
  });

  test('a lookup is counted, and a default answer as well', async () => {
    const written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const counted = () => {
      const { Lookups, DefaultAnswers } = JSON.parse(String(written.mock.lastCall![0]));
      return { Lookups, DefaultAnswers };
    };
    await handler(lookup);
    expect(counted()).toEqual({ Lookups: 1, DefaultAnswers: undefined });
    const documents = mockClient(DynamoDBDocumentClient);
    documents.rejects(new Error('no'));
    await handler(lookup).finally(() => documents.restore());
    expect(counted()).toEqual({ Lookups: 1, DefaultAnswers: 1 });
  });

  test('a table that refuses or hangs: the default route', async () => {
    const documents = mockClient(DynamoDBDocumentClient);
    try {
      documents.rejects(new Error('no'));
      expect(await handler(lookup)).toMatchObject({ ...nothingKnown, callId: lookup.Details.ContactData.ContactId });
      documents.on(QueryCommand).callsFake(() => new Promise(() => undefined));
      expect(await handler(lookup)).toMatchObject(nothingKnown);
      expect(sent()).toHaveLength(2);
    } finally {
      documents.restore();
    }
  });
});

describe('samples of others are answered and handed on', () => {
  test.each(globSync('*.json', { cwd: fixtures }))('%s', async (name) => {
    const event: unknown = JSON.parse(readFileSync(path.join(fixtures, name), 'utf8'));
    const answer = await handler(event);
    answered(answer);
    expect(answer).toMatchObject(nothingKnown);
    expect(answer.callId).not.toBe('');
    expect(sent()).toHaveLength(1);
  });
});

test.each(['CHAT', 'TASK'])('a %s gets the default route and is nobody’s work', async (Channel) => {
  const answer = await handler({ Details: { ContactData: { ...lookup.Details.ContactData, Channel } } });
  answered(answer);
  expect(answer).toMatchObject({ ...nothingKnown, callId: '' });
  expect(sent()).toEqual([]);
});

test('what cannot be parsed gets the default route, and ends where somebody looks at it', async () => {
  const answer = await handler({ Details: null });
  answered(answer);
  expect(sent()).toMatchObject([{ carrier: 'connect', hook: 'lookup', raw: '{"Details":null}' }]);
});

test('without any setting it still answers', async () => {
  delete process.env.SETTINGS_TABLE;
  delete process.env.WORK_QUEUE_URL;
  delete process.env.DEFAULT_QUEUE_ARN;
  expect(await handler(lookup)).toMatchObject({ found: 'false', action: 'queue', queueArn: '' });
});

test('it answers any JSON value', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (event) => {
      answered(await handler(event));
    }),
    { numRuns: 50 },
  );
});
