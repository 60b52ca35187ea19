import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { everythingRun } from './everything-run.ts';

const run = everythingRun();

describe('stock clients', () => {
  test('list tables and functions, put and get an item', async () => {
    const { TableNames } = await run.dynamodb().send(new ListTablesCommand({}));
    expect(TableNames).toEqual(expect.arrayContaining([run.local.outputs.Items, run.local.outputs.Received]));
    const { Functions = [] } = await new LambdaClient(run.local.client).send(new ListFunctionsCommand({}));
    expect(Functions.map(({ FunctionName }) => FunctionName)).toContain(run.local.outputs.Asked);
    const key = { pk: { S: 'a' }, sk: { S: 'b' } };
    await run
      .dynamodb()
      .send(new PutItemCommand({ TableName: run.local.outputs.Items, Item: { ...key, color: { S: 'red' } } }));
    const { Item } = await run.dynamodb().send(new GetItemCommand({ TableName: run.local.outputs.Items, Key: key }));
    expect(Item?.color).toEqual({ S: 'red' });
  });

  test('invoke a function, and learn of its error or absence', async () => {
    const lambda = new LambdaClient(run.local.client);
    const invoke = (FunctionName: string | undefined, Payload: string) =>
      lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from(Payload) }));
    const answer = await invoke(run.local.outputs.Asked, '{"a":1}');
    expect(JSON.parse(Buffer.from(answer.Payload ?? []).toString())).toEqual({ received: { a: 1 } });
    const failed = await invoke(run.local.outputs.Asked, '{"a":"poison"}');
    expect(failed.FunctionError).toBe('Unhandled');
    expect(JSON.parse(Buffer.from(failed.Payload ?? []).toString())).toMatchObject({ errorMessage: 'poison' });
    await expect(invoke('nothing', '{}')).rejects.toThrow(/Function not found/);
  });

  test('read the generated secret, which only its owner can read on disk', async () => {
    const secrets = new SecretsManagerClient(run.local.client);
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: run.local.outputs.Secret }));
    expect(JSON.parse(SecretString)).toEqual({ user: 'local', master: expect.stringMatching(/^.{32}$/) });
    const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
    expect(SecretList.map(({ ARN }) => ARN)).toEqual([run.local.outputs.Secret]);
    const { mode } = await stat(path.join(run.folder, 'data/secrets.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  test('create a secret once, change and delete it', async () => {
    const secrets = new SecretsManagerClient(run.local.client);
    const create = new CreateSecretCommand({ Name: 'a/b', SecretString: '1', ClientRequestToken: randomUUID() });
    const { ARN } = await secrets.send(create);
    expect((await secrets.send(create)).ARN).toBe(ARN);
    await expect(secrets.send(new CreateSecretCommand({ Name: 'a/b', SecretString: '2' }))).rejects.toThrow(
      /already exists/,
    );
    await secrets.send(new PutSecretValueCommand({ SecretId: 'a/b', SecretString: '3' }));
    expect((await secrets.send(new GetSecretValueCommand({ SecretId: ARN }))).SecretString).toBe('3');
    await secrets.send(new DeleteSecretCommand({ SecretId: 'a/b', ForceDeleteWithoutRecovery: true }));
    await secrets.send(new DeleteSecretCommand({ SecretId: 'a/b', ForceDeleteWithoutRecovery: true }));
    // As the real service does it: the name stays taken for a while.
    await expect(secrets.send(new GetSecretValueCommand({ SecretId: ARN }))).rejects.toThrow(/marked for deletion/);
    await expect(secrets.send(create)).rejects.toThrow(/already scheduled for deletion/);
    await expect(secrets.send(new GetSecretValueCommand({ SecretId: 'a/c' }))).rejects.toThrow(/can't find/);
  });

  test('put and get a file, and find the deployed one', async () => {
    const s3 = new S3Client(run.local.client);
    const Bucket = run.local.outputs.BucketName;
    await s3.send(new PutObjectCommand({ Bucket, Key: 'some file/ä.txt', Body: 'text' }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'some file/ä.txt' }));
    expect(await Body?.transformToString()).toBe('text');
    const page = await s3.send(new GetObjectCommand({ Bucket, Key: 'site/index.html' }));
    expect(page).toMatchObject({ ContentType: 'text/html; charset=utf-8', CacheControl: 'max-age=300' });
    expect(await page.Body?.transformToString()).toContain('<h1>Hello</h1>');
  });

  test('send mail', async () => {
    const sent = await new SESv2Client(run.local.client).send(
      new SendEmailCommand({
        FromEmailAddress: 'shop@example.com',
        Destination: { ToAddresses: ['you@example.com'] },
        Content: { Simple: { Subject: { Data: 'A call' }, Body: { Text: { Data: 'somebody called' } } } },
      }),
    );
    const mails = (await (await fetch(`${run.local.edge}/mails`)).json()) as { emails: object[] };
    expect(mails.emails).toMatchObject([
      { messageId: sent.MessageId, subject: 'A call', body: { text: 'somebody called' } },
    ]);
  });

  test('get an error that names what is not known', async () => {
    const response = await fetch(run.local.client.endpoint, {
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
      const { hostname, port } = new URL(run.local.client.endpoint);
      request({ hostname, port, headers: { host: 'evil.example' } }, ({ statusCode }) => resolve(statusCode)).end();
    });
    expect(status).toBe(403);
  });
});
