import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { eventually } from '../eventually.ts';
import { processesNaming } from '../processes-naming.ts';
import { everythingRun } from './everything-run.ts';
import { startLocal } from './local-process.ts';

const run = everythingRun();

test('after kill -9 nothing is left running, and the next start has the data and goes on', async () => {
  const key = { pk: { S: 'kept' }, sk: { S: randomUUID() } };
  const message = randomUUID();
  const { Parked: QueueUrl, Secret: SecretId } = run.local.outputs;
  const readSecret = () => new SecretsManagerClient(run.local.client).send(new GetSecretValueCommand({ SecretId }));
  const secret = (await readSecret()).SecretString;
  const name = randomUUID();
  const execution = {
    stateMachineArn: run.local.outputs.Machine,
    name,
    input: JSON.stringify({ to: 'bus', pause: 2, note: name }),
  };
  const { executionArn = '' } = await run.sfn().send(new StartExecutionCommand(execution));
  const put = (Item: typeof key) =>
    run.dynamodb().send(new PutItemCommand({ TableName: run.local.outputs.Items, Item }));
  await put(key);
  await run.sqs().send(new SendMessageCommand({ QueueUrl, MessageBody: message }));
  await run.arrives('Table', key.sk.S);
  // Its check-point is written when the next change of the table arrives.
  const next = randomUUID();
  await put({ ...key, sk: { S: next } });
  await run.arrives('Table', next);
  const seen = await run.received('Stream', '');

  await run.local.end('SIGKILL');
  await eventually(async () => processesNaming(path.join(run.folder, 'data')).length === 0);
  run.local = await startLocal(path.join(run.folder, 'cdk.out'), path.join(run.folder, 'data'));

  const { Item } = await run.dynamodb().send(new GetItemCommand({ TableName: run.local.outputs.Items, Key: key }));
  expect(Item).toEqual(key);
  expect((await readSecret()).SecretString).toBe(secret);
  await eventually(async () => {
    const wanted = { QueueUrl: run.local.outputs.Parked, WaitTimeSeconds: 1, MaxNumberOfMessages: 10 };
    return (await run.sqs().send(new ReceiveMessageCommand(wanted))).Messages?.some(({ Body }) => Body === message);
  });
  await run.arrives('Rule', name);
  await eventually(async () => (await run.describeExecution(executionArn)).status === 'SUCCEEDED');
  await expect(run.sfn().send(new StartExecutionCommand({ ...execution, input: '{}' }))).rejects.toThrow(
    /Already Exists/,
  );
  // Check-points: what was dealt with before does not come again.
  expect(await run.received('Stream', '')).toHaveLength(seen.length);
  expect(await run.received('Table', key.sk.S)).toHaveLength(1);
});

test('a second run on the same data folder is refused in one line', async () => {
  const second = startLocal(path.join(run.folder, 'cdk.out'), path.join(run.folder, 'data'));
  await expect(second).rejects.toThrow(/Another local run uses the data folder/);
});

test('faults reach clients as the errors of the real service', async () => {
  const faulty = await startLocal(path.join(run.folder, 'cdk.out'), path.join(run.folder, 'faulty'), {
    'dynamodb.throttle': 1,
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
