import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { KinesisClient, PutRecordCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import {
  ChangeMessageVisibilityCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { eventually, type LocalProcess, processesNaming, startLocal, synthesize } from './local-process.ts';

// Nothing here is mocked: a process as `npm start` starts it, a template as the CDK writes it, clients as anybody has them.

let folder: string;
let local: LocalProcess;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'everything-'));
  await synthesize(path.join(folder, 'cdk.out'));
  local = await startLocal(path.join(folder, 'cdk.out'), path.join(folder, 'data'));
}, 60_000);

afterAll(async () => {
  await local?.end('SIGINT');
  const left = processesNaming(folder);
  if (left.length > 0) throw new Error(`left behind: ${left.join()}`);
  await rm(folder, { recursive: true, force: true });
});

const dynamodb = () => new DynamoDBClient(local.client);
const sqs = () => new SQSClient(local.client);
const sfn = () => new SFNClient(local.client);

async function received(source: string, word: string): Promise<string[]> {
  const { Items = [] } = await dynamodb().send(
    new QueryCommand({
      TableName: local.outputs.Received,
      KeyConditionExpression: 'pk = :source',
      ExpressionAttributeValues: { ':source': { S: source } },
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => item.text?.S ?? '').filter((text) => text.includes(word));
}

const arrives = (source: string, word: string, times = 1) =>
  eventually(async () => (await received(source, word)).length >= times);

async function describeExecution(executionArn: string) {
  return sfn().send(new DescribeExecutionCommand({ executionArn }));
}

describe('stock clients', () => {
  test('list tables and functions, put and get an item', async () => {
    const { TableNames } = await dynamodb().send(new ListTablesCommand({}));
    expect(TableNames).toEqual(expect.arrayContaining([local.outputs.Items, local.outputs.Received]));
    const { Functions = [] } = await new LambdaClient(local.client).send(new ListFunctionsCommand({}));
    expect(Functions.map(({ FunctionName }) => FunctionName)).toContain(local.outputs.Asked);
    const key = { pk: { S: 'a' }, sk: { S: 'b' } };
    await dynamodb().send(
      new PutItemCommand({ TableName: local.outputs.Items, Item: { ...key, color: { S: 'red' } } }),
    );
    const { Item } = await dynamodb().send(new GetItemCommand({ TableName: local.outputs.Items, Key: key }));
    expect(Item?.color).toEqual({ S: 'red' });
  });

  test('invoke a function, and learn of its error or absence', async () => {
    const lambda = new LambdaClient(local.client);
    const invoke = (FunctionName: string | undefined, Payload: string) =>
      lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from(Payload) }));
    const answer = await invoke(local.outputs.Asked, '{"a":1}');
    expect(JSON.parse(Buffer.from(answer.Payload ?? []).toString())).toEqual({ received: { a: 1 } });
    const failed = await invoke(local.outputs.Asked, '{"a":"poison"}');
    expect(failed.FunctionError).toBe('Unhandled');
    expect(JSON.parse(Buffer.from(failed.Payload ?? []).toString())).toMatchObject({ errorMessage: 'poison' });
    await expect(invoke('nothing', '{}')).rejects.toThrow(/Function not found/);
  });

  test('read the generated secret, which only its owner can read on disk', async () => {
    const secrets = new SecretsManagerClient(local.client);
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: local.outputs.Secret }));
    expect(JSON.parse(SecretString)).toEqual({ user: 'local', master: expect.stringMatching(/^.{32}$/) });
    const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
    expect(SecretList.map(({ ARN }) => ARN)).toEqual([local.outputs.Secret]);
    const { mode } = await stat(path.join(folder, 'data/secrets.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  test('put and get a file, and find the deployed one', async () => {
    const s3 = new S3Client(local.client);
    const Bucket = local.outputs.BucketName;
    await s3.send(new PutObjectCommand({ Bucket, Key: 'some file/ä.txt', Body: 'text' }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'some file/ä.txt' }));
    expect(await Body?.transformToString()).toBe('text');
    const page = await s3.send(new GetObjectCommand({ Bucket, Key: 'site/index.html' }));
    expect(page).toMatchObject({ ContentType: 'text/html; charset=utf-8', CacheControl: 'max-age=300' });
    expect(await page.Body?.transformToString()).toContain('<h1>Hello</h1>');
  });

  test('send mail', async () => {
    const sent = await new SESv2Client(local.client).send(
      new SendEmailCommand({
        FromEmailAddress: 'shop@example.com',
        Destination: { ToAddresses: ['you@example.com'] },
        Content: { Simple: { Subject: { Data: 'A call' }, Body: { Text: { Data: 'somebody called' } } } },
      }),
    );
    expect(sent.MessageId).toBeDefined();
  });

  test('get an error that names what is not known', async () => {
    const response = await fetch(local.client.endpoint, {
      method: 'POST',
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/events/aws4_request, SignedHeaders=host, Signature=0',
        'x-amz-target': 'AWSEvents.PutRule',
      },
      body: '{}',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      __type: 'UnknownOperationException',
      message: expect.stringContaining('PutRule'),
    });
  });

  test('are refused under a foreign host name', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      const { hostname, port } = new URL(local.client.endpoint);
      request({ hostname, port, headers: { host: 'evil.example' } }, ({ statusCode }) => resolve(statusCode)).end();
    });
    expect(status).toBe(403);
  });
});

describe('what is put reaches a function', () => {
  test('an event by its pattern, also through a queue target; a foreign one does not', async () => {
    const [wanted, unwanted] = [randomUUID(), `not ${randomUUID()}`];
    const entry = (note: string) => ({
      EventBusName: local.outputs.BusName,
      Source: 'test',
      DetailType: 'note',
      Detail: JSON.stringify({ note }),
    });
    const events = new EventBridgeClient(local.client);
    const { FailedEntryCount } = await events.send(new PutEventsCommand({ Entries: [entry(unwanted), entry(wanted)] }));
    expect(FailedEntryCount).toBe(0);
    await arrives('Rule', wanted);
    expect(await received('Rule', unwanted)).toEqual([]);
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
    const kinesis = new KinesisClient(local.client);
    const StreamName = local.outputs.Stream;
    await kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: 'p', Data: Buffer.from(before) }));
    const Records = [poison, after].map((text) => ({ PartitionKey: 'p', Data: Buffer.from(text) }));
    expect((await kinesis.send(new PutRecordsCommand({ StreamName, Records }))).FailedRecordCount).toBe(0);
    await arrives('Stream', before);
    await arrives('Stream', after);
    const s3 = new S3Client(local.client);
    const Bucket = local.outputs.BucketName;
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
    const QueueUrl = local.outputs.Work;
    const elsewhere = new SQSClient({ ...local.client, region: 'eu-west-3' });
    expect((await elsewhere.send(new GetQueueUrlCommand({ QueueName: QueueUrl?.split('/').at(-1) }))).QueueUrl).toBe(
      QueueUrl,
    );
    for (const MessageBody of [poison, good]) await sqs().send(new SendMessageCommand({ QueueUrl, MessageBody }));
    await arrives('Queue', good);
    const dead = await eventually(async () => {
      const wanted = { QueueUrl: local.outputs.DeadLetters, WaitTimeSeconds: 1 };
      return (await sqs().send(new ReceiveMessageCommand(wanted))).Messages?.[0];
    });
    expect(dead.Body).toBe(poison);
    expect(await received('Queue', poison)).toHaveLength(2);
  }, 60_000);

  test('a message that is given back comes again at once', async () => {
    const QueueUrl = local.outputs.GivenBack;
    const MessageBody = randomUUID();
    await sqs().send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const receive = () => sqs().send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    const ReceiptHandle = (await receive()).Messages?.[0]?.ReceiptHandle;
    await sqs().send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    expect((await receive()).Messages?.map(({ Body }) => Body)).toEqual([MessageBody]);
  });

  test('a change of a table, as the filter wants it', async () => {
    const word = randomUUID();
    const put = (color: string) =>
      dynamodb().send(
        new PutItemCommand({
          TableName: local.outputs.Items,
          Item: { pk: { S: word }, sk: { S: 'x' }, color: { S: color } },
        }),
      );
    await put('green');
    await put('blue');
    await arrives('Table', word);
    const [change] = await received('Table', word);
    expect(JSON.parse(change ?? '')).toMatchObject({
      eventName: 'INSERT',
      eventSourceARN: expect.stringContaining(`table/${local.outputs.Items}/stream/`),
    });
    expect(await received('Table', 'MODIFY')).toEqual([]);
  });

  test('an item whose time is past disappears', async () => {
    const key = { pk: { S: 'old' }, sk: { S: randomUUID() } };
    const ttl = { N: String(Math.floor(Date.now() / 1000) + 1) };
    await dynamodb().send(new PutItemCommand({ TableName: local.outputs.Items, Item: { ...key, ttl } }));
    const isGone = async () =>
      !(await dynamodb().send(new GetItemCommand({ TableName: local.outputs.Items, Key: key }))).Item;
    expect(await isGone()).toBe(false);
    expect(await eventually(isGone)).toBe(true);
  });
});

describe('state machines', () => {
  const start = (input: object, name?: string) =>
    sfn().send(
      new StartExecutionCommand({ stateMachineArn: local.outputs.Machine, name, input: JSON.stringify(input) }),
    );

  test('run to the end: a function, a wait, a choice, a message', async () => {
    const note = randomUUID();
    const { executionArn = '' } = await start({ to: 'queue', pause: 0, note });
    const done = await eventually(async () => {
      const execution = await describeExecution(executionArn);
      return execution.status === 'SUCCEEDED' && execution;
    });
    expect(JSON.parse(done.output ?? '')).toHaveProperty('MessageId');
    const wanted = { QueueUrl: local.outputs.Parked, WaitTimeSeconds: 1, MaxNumberOfMessages: 10 };
    await eventually(async () => {
      const { Messages = [] } = await sqs().send(new ReceiveMessageCommand(wanted));
      return Messages.some(({ Body }) => Body === JSON.stringify({ note }));
    });
    const { events = [] } = await sfn().send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['ExecutionStarted', 'TaskStateEntered', 'ChoiceStateExited', 'ExecutionSucceeded']),
    );
  });

  test('put an event that reaches a function', async () => {
    const note = randomUUID();
    await start({ to: 'bus', pause: 0, note });
    expect(await arrives('Rule', note)).toBe(true);
  });

  test('a name is used once; the same input while it runs is the same execution', async () => {
    const name = randomUUID();
    const first = await start({ to: 'nobody', pause: 3000, note: '' }, name);
    expect((await start({ to: 'nobody', pause: 3000, note: '' }, name)).executionArn).toBe(first.executionArn);
    await expect(start({ to: 'nobody', pause: 1, note: '' }, name)).rejects.toThrow(/Already Exists/);
    await sfn().send(new StopExecutionCommand({ executionArn: first.executionArn, cause: 'enough' }));
    expect(await describeExecution(first.executionArn ?? '')).toMatchObject({ status: 'ABORTED', cause: 'enough' });
    await expect(start({ to: 'nobody', pause: 3000, note: '' }, name)).rejects.toThrow(/Already Exists/);
    const { executions = [] } = await sfn().send(
      new ListExecutionsCommand({ stateMachineArn: local.outputs.Machine, statusFilter: 'ABORTED' }),
    );
    expect(executions.map((execution) => execution.name)).toEqual([name]);
  });

  test('an execution fails with the error of its function', async () => {
    const { executionArn = '' } = await start({ to: 'nobody', pause: 0, note: 'poison' });
    const failed = await eventually(async () => {
      const execution = await describeExecution(executionArn);
      return execution.status === 'FAILED' && execution;
    });
    expect(failed).toMatchObject({ error: 'Error', cause: expect.stringContaining('poison') });
  });
});

test('after kill -9 nothing is left running, and the next start has the data and goes on', async () => {
  const key = { pk: { S: 'kept' }, sk: { S: randomUUID() } };
  const message = randomUUID();
  const { Parked: QueueUrl, Secret: SecretId } = local.outputs;
  const readSecret = () => new SecretsManagerClient(local.client).send(new GetSecretValueCommand({ SecretId }));
  const secret = (await readSecret()).SecretString;
  const name = randomUUID();
  const execution = {
    stateMachineArn: local.outputs.Machine,
    name,
    input: JSON.stringify({ to: 'bus', pause: 2, note: name }),
  };
  const { executionArn = '' } = await sfn().send(new StartExecutionCommand(execution));
  await dynamodb().send(new PutItemCommand({ TableName: local.outputs.Items, Item: key }));
  await sqs().send(new SendMessageCommand({ QueueUrl, MessageBody: message }));
  await arrives('Table', key.sk.S);
  const seen = await received('Stream', '');

  await local.end('SIGKILL');
  await eventually(async () => processesNaming(path.join(folder, 'data')).length === 0);
  local = await startLocal(path.join(folder, 'cdk.out'), path.join(folder, 'data'));

  const { Item } = await dynamodb().send(new GetItemCommand({ TableName: local.outputs.Items, Key: key }));
  expect(Item).toEqual(key);
  expect((await readSecret()).SecretString).toBe(secret);
  await eventually(async () => {
    const wanted = { QueueUrl: local.outputs.Parked, WaitTimeSeconds: 1, MaxNumberOfMessages: 10 };
    return (await sqs().send(new ReceiveMessageCommand(wanted))).Messages?.some(({ Body }) => Body === message);
  });
  await arrives('Rule', name);
  await eventually(async () => (await describeExecution(executionArn)).status === 'SUCCEEDED');
  await expect(sfn().send(new StartExecutionCommand({ ...execution, input: '{}' }))).rejects.toThrow(/Already Exists/);
  // Check-points: what was dealt with before does not come again.
  expect(await received('Stream', '')).toHaveLength(seen.length);
  expect(await received('Table', key.sk.S)).toHaveLength(1);
}, 60_000);

test('a second run on the same data folder is refused in one line', async () => {
  const second = startLocal(path.join(folder, 'cdk.out'), path.join(folder, 'data'));
  await expect(second).rejects.toThrow(/Another local run uses the data folder/);
});

test('faults reach clients as the errors of the real service', async () => {
  const faulty = await startLocal(path.join(folder, 'cdk.out'), path.join(folder, 'faulty'), {
    LEASELINE_FAULTS: 'dynamodb.throttle=1',
  });
  try {
    const lookup = new GetItemCommand({ TableName: faulty.outputs.Items, Key: { pk: { S: 'a' }, sk: { S: 'b' } } });
    await expect(new DynamoDBClient(faulty.client).send(lookup)).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
    });
    const answer = await new LambdaClient(faulty.client).send(
      new InvokeCommand({ FunctionName: faulty.outputs.Asked, Payload: '{}' }),
    );
    expect(answer.FunctionError).toBe('Unhandled');
  } finally {
    await faulty.end('SIGINT');
  }
});
