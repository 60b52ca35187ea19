import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { type Prepared, prepare } from './prepare.ts';
import { fuzzAll } from './run-fuzz.ts';
import { unsettled } from './unsettled.ts';

let run: LocalRun;
let prepared: Prepared;

beforeAll(async () => {
  run = await startLocalRun({ env: { LEASELINE_LOOPBACK_VISITORS: 'refuse' } });
  prepared = await prepare(run);
});

afterAll(() => run?.discard());

/** A small part of `npm run check:fuzz`, the same each time. */
test('a few hundred generated requests to all routes are answered as described', async () => {
  const { words, afterwards } = prepared;
  const requests = (route: string) => (/\/(numbers|heartbeats|clicks|consents)$/.test(route) ? 40 : 8);
  const results = await fuzzAll({ url: run.url, key: run.key, seed: 20_261_129, words, requests }, 2);
  expect(results.flatMap(({ failure, route }) => (failure === undefined ? [] : [{ route, ...failure }]))).toEqual([]);
  expect(results.filter(({ calls }) => calls === 0)).toEqual([]);
  expect(await afterwards()).toEqual([]);
  expect(await unsettled(run.awsUrl)).toEqual([]);
});

test('a dead letter is told of, with its reason', async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint: run.awsUrl, region: 'us-east-1', credentials });
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  const QueueUrl = QueueUrls.find((url) => url.includes('DeadLetters'));
  const reason = { DataType: 'String', StringValue: 'nobody knows it' };
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"a":1}', MessageAttributes: { reason } }));
  client.destroy();
  expect(await unsettled(run.awsUrl)).toEqual([
    expect.stringMatching(/^1 dead letters in .*\n {2}nobody knows it: \{"a":1\}$/),
  ]);
});
