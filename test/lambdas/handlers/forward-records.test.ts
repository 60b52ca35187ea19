import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, type SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import type { KinesisStreamEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../../lambdas/handlers/forward-records.ts';
import { logger } from '../../../lambdas/platform/log.ts';

const sqs = mockClient(SQSClient);
const s3 = mockClient(S3Client);
const arrived = 1_795_183_200.25;

beforeEach(() => {
  process.env.WORK_QUEUE_URL = 'http://queue';
  process.env.ARCHIVE_BUCKET = 'archive';
  process.env.AWS_REGION = 'us-east-1';
  sqs.reset();
  sqs.on(SendMessageBatchCommand).resolves({});
  s3.reset();
  s3.on(PutObjectCommand).resolves({});
  jest.spyOn(logger, 'warn').mockReturnValue();
});

afterEach(() => {
  jest.restoreAllMocks();
});

function batch(...records: readonly (string | Buffer)[]): KinesisStreamEvent {
  return {
    Records: records.map((data, index) => ({
      kinesis: {
        sequenceNumber: `seq-${index}`,
        approximateArrivalTimestamp: arrived,
        data: Buffer.from(data).toString('base64'),
      },
    })),
  } as KinesisStreamEvent;
}

function bodies(): string[] {
  return sqs
    .commandCalls(SendMessageBatchCommand)
    .flatMap(({ args }) => args[0].input.Entries ?? [])
    .map(({ MessageBody }) => MessageBody ?? '');
}

const nothingFailed = { batchItemFailures: [] };

test('records go on as they are, JSON or not', async () => {
  const texts = ['{"ContactId":"a"}', 'not JSON', '', '{"ContactId":"\u0001\uFFFE"}'];
  expect(await handler(batch(...texts))).toEqual(nothingFailed);
  expect(bodies().map((body) => JSON.parse(body))).toEqual(
    texts.map((raw) => ({
      kind: 'carrier',
      carrier: 'connect',
      hook: 'records',
      receivedAt: Math.round(arrived * 1000),
      raw,
    })),
  );
});

test('a message holds only characters that SQS takes', async () => {
  await handler(batch('\u0000\u001F\uFFFE\uFFFF'));
  expect(bodies()[0]).toMatch(/^[\t\n\r\x20-\uD7FF\uE000-\uFFFD]*$/);
});

test('a record of 300 KB lies in the archive, and so do bytes that are no text', async () => {
  const long = JSON.stringify({ ContactId: 'a', Attributes: { note: 'x'.repeat(300_000) } });
  const noText = Buffer.from([0xff, 0xfe, 0x00]);
  expect(await handler(batch(long, noText))).toEqual(nothingFailed);
  const stored = s3.commandCalls(PutObjectCommand).map(({ args }) => args[0].input);
  expect(stored.map(({ Body }) => Buffer.from(Body as Uint8Array))).toEqual([Buffer.from(long), noText]);
  const hash = createHash('sha256').update(long).digest('hex');
  expect(stored[0]).toMatchObject({ Bucket: 'archive', Key: `contact-records/2026-11-20/${hash}.json` });
  expect(bodies().map((body) => JSON.parse(body).stored)).toEqual(stored.map(({ Key }) => Key));
});

test('many records go in rounds that the queue takes', async () => {
  const records = Array.from({ length: 25 }, (_, index) => `${index}`.padEnd(60_000, 'x'));
  expect(await handler(batch(...records))).toEqual(nothingFailed);
  const rounds = sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries ?? []);
  for (const round of rounds) {
    expect(round.length).toBeLessThanOrEqual(10);
    expect(round.reduce((bytes, { MessageBody = '' }) => bytes + MessageBody.length, 0)).toBeLessThan(256 * 1024);
  }
  expect(bodies().map((body) => JSON.parse(body).raw)).toEqual(records);
});

describe('what could not be handed on is reported, so that the stream gives it again', () => {
  test('one that the queue refuses', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }] });
    expect(await handler(batch('a', 'b', 'c'))).toEqual({ batchItemFailures: [{ itemIdentifier: 'seq-1' }] });
  });

  test('all, when the queue is not there', async () => {
    sqs.on(SendMessageBatchCommand).rejects(new Error('no'));
    expect(await handler(batch('a', 'b'))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'seq-0' }, { itemIdentifier: 'seq-1' }],
    });
  });

  test('one that the archive refuses, and the others go on', async () => {
    s3.on(PutObjectCommand).rejects(new Error('no'));
    expect(await handler(batch('a', 'x'.repeat(300_000), 'c'))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'seq-1' }],
    });
    expect(bodies().map((body) => JSON.parse(body).raw)).toEqual(['a', 'c']);
  });
});

describe('what the queue refuses for good holds up nobody', () => {
  const refusing = (code: string, isRefused: (body: string) => boolean) =>
    sqs.on(SendMessageBatchCommand).callsFake(({ Entries }: SendMessageBatchCommandInput) => ({
      Failed: (Entries ?? []).flatMap(({ Id, MessageBody = '' }) =>
        isRefused(MessageBody) ? [{ Id, Code: code, SenderFault: true }] : [],
      ),
    }));
  const archived = () =>
    s3.commandCalls(PutObjectCommand).map(({ args: [{ input }] }) => ({
      key: input.Key,
      text: Buffer.from(input.Body as Uint8Array).toString(),
      reason: input.Metadata?.reason,
    }));
  const keyOf = (text: string, folder = '') =>
    `contact-records/${folder}2026-11-20/${createHash('sha256').update(text).digest('hex')}.json`;

  test.each(['InvalidMessageContents', 'InvalidParameterValue', 'AWS.SimpleQueueService.BatchRequestTooLong'])(
    'a record (%s) lies in the archive with the reason, and a message names it',
    async (code) => {
      refusing(code, (body) => body.includes('odd'));
      expect(await handler(batch('a', 'odd', 'c'))).toEqual(nothingFailed);
      expect(archived()).toEqual([{ key: keyOf('odd'), text: 'odd', reason: code.split('.').at(-1) }]);
      expect(JSON.parse(bodies().at(-1)!)).toMatchObject({ hook: 'records', stored: keyOf('odd') });
    },
  );

  test('a whole round that is refused is offered one by one', async () => {
    const refusal = Object.assign(new Error('no'), { name: 'InvalidMessageContents' });
    sqs.on(SendMessageBatchCommand).callsFake(({ Entries = [] }: SendMessageBatchCommandInput) => {
      if (Entries.some(({ MessageBody }) => MessageBody?.includes('odd'))) throw refusal;
      return {};
    });
    expect(await handler(batch('a', 'odd', 'c'))).toEqual(nothingFailed);
    const last = bodies().map((body) => JSON.parse(body));
    expect(last.slice(3).map(({ raw, stored }) => raw ?? stored)).toEqual(['a', 'odd', 'c', keyOf('odd')]);
  });

  test('a record whose name is refused as well is set aside, counted and told', async () => {
    const told = jest.spyOn(logger, 'error').mockReturnValue();
    const counted = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    refusing('InvalidMessageContents', (body) => body.includes('odd') || body.includes('stored'));
    expect(await handler(batch('a', 'odd'))).toEqual(nothingFailed);
    const reason = 'InvalidMessageContents';
    expect(archived()).toContainEqual({ key: keyOf('odd', 'refused/'), text: 'odd', reason });
    expect(told).toHaveBeenCalledWith(expect.any(String), { reason });
    expect(counted).toHaveBeenCalledWith(expect.stringContaining('"RecordsSetAside":1'));
  });

  test('without an archive it is given again, and only it', async () => {
    s3.on(PutObjectCommand).rejects(new Error('no'));
    refusing('InvalidMessageContents', (body) => body.includes('odd'));
    expect(await handler(batch('a', 'odd', 'c'))).toEqual({ batchItemFailures: [{ itemIdentifier: 'seq-1' }] });
  });
});

test('a record whose time is none is received now', async () => {
  const event = batch('a');
  Object.assign(event.Records[0]!.kinesis, { approximateArrivalTimestamp: 1e300 });
  expect(await handler(event)).toEqual(nothingFailed);
  expect(JSON.parse(bodies()[0]!).receivedAt).toBeLessThanOrEqual(Date.now());
});
