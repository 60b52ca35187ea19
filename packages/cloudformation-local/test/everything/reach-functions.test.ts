import { randomUUID } from 'node:crypto';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { KinesisClient, PutRecordCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { ListExecutionsCommand, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import {
  ChangeMessageVisibilityCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { eventually } from '../eventually.ts';
import { everythingRun } from './everything-run.ts';

const run = everythingRun();

describe('what is put reaches a function', () => {
  test('an event by its pattern, also through a queue target; a foreign one does not', async () => {
    const [wanted, unwanted] = [randomUUID(), `not ${randomUUID()}`];
    const entry = (note: string) => ({
      EventBusName: run.local.outputs.BusName,
      Source: 'test',
      DetailType: 'note',
      Detail: JSON.stringify({ note }),
    });
    const events = new EventBridgeClient(run.local.client);
    const { FailedEntryCount } = await events.send(new PutEventsCommand({ Entries: [entry(unwanted), entry(wanted)] }));
    expect(FailedEntryCount).toBe(0);
    await run.arrives('Rule', wanted);
    expect(await run.received('Rule', unwanted)).toEqual([]);
    const { FailedEntryCount: failed, Entries } = await events.send(
      new PutEventsCommand({
        Entries: [
          { ...entry(wanted), EventBusName: 'nowhere' },
          { ...entry(wanted), Detail: '[' },
        ],
      }),
    );
    expect([failed, Entries?.map(({ ErrorCode }) => ErrorCode)]).toEqual([
      2,
      ['ResourceNotFoundException', 'MalformedDetail'],
    ]);
  });

  test('Kinesis records; one that stays poisoned goes to the bucket with its payload, the others arrive', async () => {
    const [before, after] = [randomUUID(), randomUUID()];
    const poison = `poison ${randomUUID()}`;
    const kinesis = new KinesisClient(run.local.client);
    const StreamName = run.local.outputs.Stream;
    await kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: 'p', Data: Buffer.from(before) }));
    const Records = [poison, after].map((text) => ({ PartitionKey: 'p', Data: Buffer.from(text) }));
    expect((await kinesis.send(new PutRecordsCommand({ StreamName, Records }))).FailedRecordCount).toBe(0);
    await run.arrives('Stream', before);
    await run.arrives('Stream', after);
    const s3 = new S3Client(run.local.client);
    const Bucket = run.local.outputs.BucketName;
    const { Key } = await eventually(async () => {
      return (await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'aws/lambda/' }))).Contents?.[0];
    });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const failure = JSON.parse((await Body?.transformToString()) ?? '');
    expect(failure.requestContext.condition).toBe('RetryAttemptsExhausted');
    expect(failure.KinesisBatchInfo.batchSize).toBe(1);
    const [record] = JSON.parse(failure.payload).Records;
    expect(Buffer.from(record.kinesis.data, 'base64').toString()).toBe(poison);
  });

  test('a message; a poisoned one comes twice and then lies in the dead-letter queue', async () => {
    const good = randomUUID();
    const poison = `poison ${randomUUID()}`;
    const QueueUrl = run.local.outputs.Work;
    const elsewhere = new SQSClient({ ...run.local.client, region: 'eu-west-3' });
    expect((await elsewhere.send(new GetQueueUrlCommand({ QueueName: QueueUrl?.split('/').at(-1) }))).QueueUrl).toBe(
      QueueUrl,
    );
    for (const MessageBody of [poison, good]) await run.sqs().send(new SendMessageCommand({ QueueUrl, MessageBody }));
    await run.arrives('Queue', good);
    const dead = await eventually(async () => {
      const wanted = { QueueUrl: run.local.outputs.DeadLetters, WaitTimeSeconds: 1 };
      return (await run.sqs().send(new ReceiveMessageCommand(wanted))).Messages?.[0];
    });
    expect(dead.Body).toBe(poison);
    expect(await run.received('Queue', poison)).toHaveLength(2);
  });

  test('a message that is given back comes again at once', async () => {
    const QueueUrl = run.local.outputs.GivenBack;
    const MessageBody = randomUUID();
    await run.sqs().send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const receive = () => run.sqs().send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    const ReceiptHandle = (await receive()).Messages?.[0]?.ReceiptHandle;
    await run.sqs().send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    expect((await receive()).Messages?.map(({ Body }) => Body)).toEqual([MessageBody]);
  });

  test('a change of a table, as the filter wants it', async () => {
    const word = randomUUID();
    const put = (color: string) =>
      run.dynamodb().send(
        new PutItemCommand({
          TableName: run.local.outputs.Items,
          Item: { pk: { S: word }, sk: { S: 'x' }, color: { S: color } },
        }),
      );
    await put('green');
    await put('blue');
    await run.arrives('Table', word);
    const [change] = await run.received('Table', word);
    expect(JSON.parse(change ?? '')).toMatchObject({
      eventName: 'INSERT',
      eventSourceARN: expect.stringContaining(`table/${run.local.outputs.Items}/stream/`),
    });
    expect(await run.received('Table', 'MODIFY')).toEqual([]);
  });

  test('an item whose time is past disappears', async () => {
    const TableName = run.local.outputs.Items;
    const put = async (seconds: number) => {
      const key = { pk: { S: 'old' }, sk: { S: randomUUID() } };
      const ttl = { N: String(Math.floor(Date.now() / 1000) + seconds) };
      await run.dynamodb().send(new PutItemCommand({ TableName, Item: { ...key, ttl } }));
      return async () => !(await run.dynamodb().send(new GetItemCommand({ TableName, Key: key }))).Item;
    };
    const [isYoungGone, isOldGone] = [await put(3600), await put(1)];
    await eventually(isOldGone);
    expect(await isYoungGone()).toBe(false);
  });
});

describe('state machines', () => {
  const start = (input: object, name?: string) =>
    run
      .sfn()
      .send(
        new StartExecutionCommand({ stateMachineArn: run.local.outputs.Machine, name, input: JSON.stringify(input) }),
      );

  test('run to the end: a function, a wait, a choice, a message', async () => {
    const note = randomUUID();
    const { executionArn = '' } = await start({ to: 'queue', pause: 0, note });
    const done = await eventually(async () => {
      const execution = await run.describeExecution(executionArn);
      return execution.status === 'SUCCEEDED' && execution;
    });
    expect(JSON.parse(done.output ?? '')).toHaveProperty('MessageId');
    const wanted = { QueueUrl: run.local.outputs.Parked, WaitTimeSeconds: 1, MaxNumberOfMessages: 10 };
    await eventually(async () => {
      const { Messages = [] } = await run.sqs().send(new ReceiveMessageCommand(wanted));
      return Messages.some(({ Body }) => Body === JSON.stringify({ note }));
    });
  });

  test('put an event that reaches a function', async () => {
    const note = randomUUID();
    await start({ to: 'bus', pause: 0, note });
    expect(await run.arrives('Rule', note)).toBe(true);
  });

  test('a name is used once; the same input while it runs is the same execution', async () => {
    const name = randomUUID();
    const first = await start({ to: 'nobody', pause: 3000, note: '' }, name);
    expect((await start({ to: 'nobody', pause: 3000, note: '' }, name)).executionArn).toBe(first.executionArn);
    await expect(start({ to: 'nobody', pause: 1, note: '' }, name)).rejects.toThrow(/Already Exists/);
    await run.sfn().send(new StopExecutionCommand({ executionArn: first.executionArn, cause: 'enough' }));
    expect(await run.describeExecution(first.executionArn ?? '')).toMatchObject({ status: 'ABORTED', cause: 'enough' });
    await expect(start({ to: 'nobody', pause: 3000, note: '' }, name)).rejects.toThrow(/Already Exists/);
    const { executions = [] } = await run
      .sfn()
      .send(new ListExecutionsCommand({ stateMachineArn: run.local.outputs.Machine, statusFilter: 'ABORTED' }));
    expect(executions.map((execution) => execution.name)).toEqual([name]);
  });

  test('an execution fails with the error of its function', async () => {
    const { executionArn = '' } = await start({ to: 'nobody', pause: 0, note: 'poison' });
    const failed = await eventually(async () => {
      const execution = await run.describeExecution(executionArn);
      return execution.status === 'FAILED' && execution;
    });
    expect(failed).toMatchObject({ error: 'Error', cause: expect.stringContaining('poison') });
  });
});
