import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { getObject, putObject } from '../../../../lambdas/platform/aws/archive.ts';
import { sendWork, sendWorkBatch } from '../../../../lambdas/platform/aws/work-queue.ts';

/** A package of ES modules only, which this test could not load; it runs beside it and tells where. */
const script = `
import { buildApp } from 'fauxqs';
console.log(await buildApp({ logger: false }).listen({ port: 0, host: '127.0.0.1' }));
`;
let server: ChildProcess;
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

beforeAll(async () => {
  const root = path.join(__dirname, '../../../..');
  server = spawn(path.join(root, 'node_modules/.bin/node'), ['--input-type=module', '--eval', script], { cwd: root });
  const [line] = (await once(server.stdout!, 'data')) as [Buffer];
  const endpoint = line.toString().trim();
  process.env.AWS_REGION = 'us-east-1';
  process.env.AWS_ACCESS_KEY_ID = process.env.AWS_SECRET_ACCESS_KEY = 'test';
  process.env.AWS_ENDPOINT_URL_S3 = process.env.AWS_ENDPOINT_URL_SQS = endpoint;
  const options = { endpoint, region: 'us-east-1', credentials };
  await new S3Client({ ...options, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: 'archive' }));
  const { QueueUrl } = await new SQSClient(options).send(new CreateQueueCommand({ QueueName: 'work' }));
  process.env.ARCHIVE_BUCKET = 'archive';
  process.env.WORK_QUEUE_URL = QueueUrl;
});

afterAll(async () => {
  server.kill();
  await once(server, 'exit');
});

test('an archived payload comes back as it was', async () => {
  const text = JSON.stringify({ note: 'Grüße \u0000 '.repeat(30_000) });
  await putObject('contact-records/2026-11-20/a.json', Buffer.from(text));
  await putObject('contact-records/2026-11-20/a.json', Buffer.from(text));
  expect(await getObject('contact-records/2026-11-20/a.json')).toBe(text);
  await expect(getObject('gone')).rejects.toThrow(/exist/);
});

test('messages arrive as they were sent, odd characters and all', async () => {
  const messages = [1, 2, 3].map((n) => ({ kind: 'settle', call: `\uFFFE\u0001Ü${n}` }));
  await sendWork(messages[0]!);
  expect(await sendWorkBatch(messages.slice(1), fail)).toEqual(new Map());
  const queue = new SQSClient({ region: 'us-east-1', credentials, useQueueUrlAsEndpoint: false });
  const { Messages = [] } = await queue.send(
    new ReceiveMessageCommand({ QueueUrl: process.env.WORK_QUEUE_URL, MaxNumberOfMessages: 10 }),
  );
  const bodies = Messages.map(({ Body = '' }) => JSON.parse(Body));
  expect(bodies).toHaveLength(3);
  expect(bodies).toEqual(expect.arrayContaining(messages));
});

function fail(error: unknown): never {
  throw error;
}
