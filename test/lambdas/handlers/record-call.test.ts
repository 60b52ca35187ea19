import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  ChangeMessageVisibilityCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { callKey } from '../../../lambdas/calls/call-item.ts';
import { handler } from '../../../lambdas/handlers/record-call.ts';
import { logger } from '../../../lambdas/platform/log.ts';
import { show } from '../calls/stores.ts';
import { everything, type House, kept, number, openHouse, played, showAnna, start } from '../settle/call-house.ts';

const sqs = mockClient(SQSClient);
const secrets = mockClient(SecretsManagerClient);
const s3 = mockClient(S3Client);
let house: House;

beforeEach(async () => {
  house = await openHouse();
  const { settings, leases, visits, calls } = house.sources;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: process.env.TEST_DYNAMODB_ENDPOINT,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    SETTINGS_TABLE: settings.name,
    LEASES_TABLE: leases.name,
    VISITS_TABLE: visits.name,
    CALLS_TABLE: calls.name,
    MASTER_SECRET_ARN: 'arn:secret',
    WORK_QUEUE_URL: 'http://queue',
    WORK_DEAD_LETTER_URL: 'http://dead',
    MAX_RECEIVES: '5',
    ARCHIVE_BUCKET: 'archive',
  });
  for (const client of [sqs, secrets, s3]) client.reset();
  sqs.on(SendMessageCommand).resolves({});
  sqs.on(SendMessageBatchCommand).resolves({});
  sqs.on(ChangeMessageVisibilityCommand).resolves({});
  s3.on(PutObjectCommand).resolves({});
  s3.on(GetObjectCommand).rejects(new Error('no such key'));
  const SecretString = JSON.stringify({ master: 'm'.repeat(64), signingKeys: ['1'] });
  secrets.on(GetSecretValueCommand).resolves({ SecretString });
  for (const level of ['warn', 'info'] as const) jest.spyOn(logger, level).mockReturnValue();
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** Hands messages over as one batch; answers which of them (by index) are given again. */
async function handed(bodies: readonly string[], receives = 1): Promise<number[]> {
  const Records = bodies.map((body, index) => ({
    messageId: String(index),
    receiptHandle: `handle-${index}`,
    body,
    eventSource: 'aws:sqs',
    attributes: { SentTimestamp: String(start), ApproximateReceiveCount: String(receives) },
  })) as SQSRecord[];
  const { batchItemFailures } = await handler({ Records });
  return batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier));
}

const sent = () => sqs.commandCalls(SendMessageCommand).map(({ args }) => args[0].input);
const dead = () => sent().filter(({ QueueUrl }) => QueueUrl === 'http://dead');
const pauses = () =>
  sqs
    .commandCalls(ChangeMessageVisibilityCommand)
    .map(({ args: [{ input }] }) => [input.ReceiptHandle, input.VisibilityTimeout]);

test('all messages of a call are one call', async () => {
  await showAnna(house);
  const { lookup, events, record } = played();
  expect(await handed([record, events[2]!, lookup, events[0]!, record, events[1]!])).toEqual([]);
  const { call, conversions, deliveries } = await kept(house);
  // One settling for all of them: written once, and once more when its place among the caller's calls had concerned nobody.
  expect(call).toMatchObject({ status: 'completed', final: true, rev: 2, match: { method: 'lease' } });
  expect(conversions).toHaveLength(1);
  expect(deliveries).toHaveLength(2);
  expect(sent()).toEqual([]);
});

test('a call that is not final leaves nothing on the queue: the sweep finds it', async () => {
  jest.useFakeTimers({ now: start + 60_000, doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'] });
  expect(await handed(played().events)).toEqual([]);
  jest.useRealTimers();
  expect(sent()).toEqual([]);
  expect(sqs.commandCalls(SendMessageBatchCommand)).toEqual([]);
  expect((await everything(house.sources)).filter(({ sk }) => sk === 'CALL')).toMatchObject([
    { final: false, openShard: expect.any(String), dueAt: start + 1_800_000 },
  ]);
});

test('calls that another one concerns are queued', async () => {
  await showAnna(house);
  await show(house.sources, number, 'ben', start + 3_600_000);
  await handed([played({ call: 'b', at: start + 3_660_000 }).record]);
  expect(await handed([played({ call: 'a' }).record])).toEqual([]);
  const entries = sqs.commandCalls(SendMessageBatchCommand).flatMap(({ args }) => args[0].input.Entries ?? []);
  expect(entries.map(({ MessageBody }) => MessageBody)).toEqual(['{"kind":"settle","call":"b"}']);
});

test('a message is not done before what it leaves behind is queued', async () => {
  await showAnna(house);
  await show(house.sources, number, 'ben', start + 3_600_000);
  await handed([played({ call: 'b', at: start + 3_660_000 }).record]);
  sqs.on(SendMessageBatchCommand).rejects(new Error('no queue'));
  expect(await handed([played({ call: 'a' }).record])).toEqual([0]);
});

describe('a call that the sweep found', () => {
  const message = JSON.stringify({ kind: 'settle', call: 'call-1', swept: true });
  const callItem = async () => (await everything(house.sources)).find(({ sk }) => sk === 'CALL');

  beforeEach(async () => {
    await handed(played().events);
    const { calls } = house.sources;
    await calls.documents.send(
      new UpdateCommand({
        TableName: calls.name,
        Key: callKey('call-1'),
        UpdateExpression: 'SET startedAt = :odd',
        ExpressionAttributeValues: { ':odd': 'a moment ago' },
      }),
    );
  });

  test('is tried once; why it failed is noted at the call', async () => {
    expect(await handed([message])).toEqual([]);
    expect(await callItem()).toMatchObject({
      stuck: expect.stringContaining('call call-1 was written by a newer version'),
    });
    expect(sent()).toEqual([]);
  });

  test('is not tried again when it ended its function twice', async () => {
    expect(await handed([message], 3)).toEqual([]);
    expect(await callItem()).not.toHaveProperty('stuck');
  });

  test('that failed keeps no other message from being done, nor is news of it taken for done', async () => {
    const news = played({ talk: 50 }).events[2]!;
    expect(await handed([message, news, played({ call: 'other' }).record])).toEqual([1]);
    expect((await kept(house, 'other')).call).toMatchObject({ final: true });
  });
});

test('malformed messages are given again and disturb none of the others', async () => {
  const bodies = [
    '{',
    played().record,
    '{"kind":"carrier","carrier":"connect","hook":"records","receivedAt":1,"raw":"<xml>"}',
  ];
  expect(await handed(bodies)).toEqual([0, 2]);
  expect(pauses()).toEqual([
    ['handle-0', 1],
    ['handle-2', 1],
  ]);
  expect((await kept(house)).call).toMatchObject({ final: true });
});

test('after the last try a malformed message lies where somebody looks at it, with the reason', async () => {
  const body = '{"kind":"carrier","carrier":"connect","hook":"records","receivedAt":1,"raw":"<xml>"}';
  expect(await handed([body, played().record], 5)).toEqual([]);
  expect(dead()).toEqual([
    {
      QueueUrl: 'http://dead',
      MessageBody: body,
      MessageAttributes: {
        reason: { DataType: 'String', StringValue: 'the record is not JSON' },
        source: { DataType: 'String', StringValue: 'record-call' },
      },
    },
  ]);
});

test('a message that cannot be put there is given again: the queue itself moves it', async () => {
  sqs.on(SendMessageCommand).rejects(new Error('no queue'));
  expect(await handed(['{'], 6)).toEqual([0]);
});

test('a record that lies in the archive', async () => {
  const { raw } = JSON.parse(played().record) as { raw: string };
  s3.on(GetObjectCommand, { Bucket: 'archive', Key: 'contact-records/a.json' }).resolves({
    Body: { transformToString: async () => raw },
  } as never);
  const stored = (key: string) =>
    JSON.stringify({ kind: 'carrier', carrier: 'connect', hook: 'records', receivedAt: 1, stored: key });
  expect(await handed([stored('contact-records/a.json'), stored('gone')])).toEqual([1]);
  expect(pauses()).toEqual([['handle-1', 5]]);
  expect((await kept(house)).call).toMatchObject({ final: true });
  expect(await everything(house.sources)).toContainEqual(expect.objectContaining({ stored: 'contact-records/a.json' }));
});

test('a table that refuses costs nothing: all messages are given again', async () => {
  process.env.CALLS_TABLE = 'gone';
  expect(await handed([played().record, '{"kind":"settle","call":"x"}'])).toEqual([0, 1]);
  expect(dead()).toEqual([]);
});

test('a message about a call that nobody ever heard of is done', async () => {
  expect(await handed(['{"kind":"settle","call":"nobody"}'])).toEqual([]);
  expect(await everything(house.sources)).toEqual([]);
});

test('what is of no concern is counted; what is not known is not taken for that, and ends where somebody looks at it', async () => {
  const counted = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { raw } = JSON.parse(played().record) as { raw: string };
  const on = (Channel: string) =>
    JSON.stringify({
      kind: 'carrier',
      carrier: 'connect',
      hook: 'records',
      receivedAt: 1,
      raw: JSON.stringify({ ...JSON.parse(raw), Channel }),
    });
  expect(await handed(['CHAT', 'TASK', 'EMAIL'].map(on), 5)).toEqual([]);
  expect(dead()).toEqual([]);
  expect(counted).toHaveBeenCalledWith(expect.stringContaining('"MessagesIgnored":3'));
  expect(await handed([on('HOLOGRAM'), '{"kind":"fax"}'], 5)).toEqual([]);
  expect(dead().map(({ MessageAttributes }) => MessageAttributes?.reason?.StringValue)).toEqual([
    'the channel is not known',
    'the message is of no known kind',
  ]);
});
