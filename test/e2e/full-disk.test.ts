import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GetRecordsCommand, GetShardIteratorCommand, KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { management } from './management.ts';
import { soon } from './soon.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'leaseline-full-'));
const filler = path.join(folder, 'filler');
let run: LocalRun | undefined;

/** A small file system of our own; not every machine lets its users mount one. */
function mounted(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const canMount = mounted();

afterAll(async () => {
  await run?.stop();
  if (canMount) execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
});

function fillDisk(): void {
  for (let size = 0x400000; size >= 0x1000; size /= 2) {
    for (let number = 0; statfsSync(folder).bavail * statfsSync(folder).bsize >= size && number < 100; number++) {
      writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
    }
  }
}

function clients(endpoint: string) {
  const settings = {
    endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  };
  return {
    secrets: new SecretsManagerClient(settings),
    sqs: new SQSClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    kinesis: new KinesisClient(settings),
  };
}

/** What is written in each store under a name; resolves where the store acknowledged it. */
function writers(
  local: LocalRun,
  queueUrl: string,
  stream: string,
): Record<string, (name: string) => Promise<unknown>> {
  const { secrets, sqs, s3, kinesis } = clients(local.awsUrl);
  const api = management(local);
  const text = (name: string) => `${name} ${'x'.repeat(20_000)}`;
  return {
    secret: (name) => secrets.send(new CreateSecretCommand({ Name: name, SecretString: text(name) })),
    message: (name) => sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: text(name) })),
    object: (name) => s3.send(new PutObjectCommand({ Bucket: 'kept', Key: name, Body: text(name) })),
    record: (name) =>
      kinesis.send(new PutRecordCommand({ StreamName: stream, PartitionKey: name, Data: Buffer.from(text(name)) })),
    inbox: async (name) => {
      const response = await fetch(`${local.url}/inbox/webhook`, { method: 'POST', body: text(name) });
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    },
    site: (name) =>
      api.must(`PUT /v1/sites/${name}`, { name, siteKey: `pk_${name}`, origins: [`https://${name}.example`] }),
  };
}

/** The partition keys of all records. */
async function recordsOf(kinesis: KinesisClient, StreamName: string): Promise<string[]> {
  const from = { StreamName, ShardId: 'shardId-000000000000', ShardIteratorType: 'TRIM_HORIZON' as const };
  const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(from));
  const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit: 10_000 }));
  return Records.map(({ PartitionKey }) => PartitionKey!);
}

/** Whether each store still has what it acknowledged. */
async function found(
  local: LocalRun,
  { queueUrl, stream }: { queueUrl: string; stream: string },
  names: Readonly<Record<string, string[]>>,
): Promise<string[]> {
  const { secrets, sqs, s3, kinesis } = clients(local.awsUrl);
  const missing: string[] = [];
  const check = async (what: string, name: string, read: () => Promise<boolean>) => {
    if (!(await read().catch(() => false))) missing.push(`${what} ${name}`);
  };
  for (const name of names.secret ?? []) {
    await check('secret', name, async () => {
      const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: name }));
      return SecretString!.startsWith(`${name} `);
    });
  }
  for (const name of names.object ?? []) {
    await check('object', name, async () => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'kept', Key: name }));
      return (await Body!.transformToString()).startsWith(`${name} `);
    });
  }
  const api = management(local);
  for (const name of names.site ?? []) {
    await check('site', name, async () => (await api.ask(`GET /v1/sites/${name}`)).status === 200);
  }
  const received = (await (await fetch(`${local.url}/inbox/messages.json?name=webhook`)).text()) as string;
  for (const name of names.inbox ?? []) await check('inbox', name, async () => received.includes(`${name} xx`));
  const records = await recordsOf(kinesis, stream);
  for (const name of names.record ?? []) await check('record', name, async () => records.includes(name));
  const bodies: string[] = [];
  for (let empty = 0; empty < 3; ) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 1 }),
    );
    empty = Messages.length === 0 || bodies.length > 200 ? empty + 1 : 0;
    bodies.push(...Messages.map(({ Body }) => Body!));
    if (names.message!.every((name) => bodies.some((body) => body.startsWith(`${name} `)))) break;
  }
  for (const name of names.message ?? []) {
    await check('message', name, async () => bodies.some((body) => body.startsWith(`${name} `)));
  }
  return missing;
}

// A DynamoDB that the tests were given has its data elsewhere.
const isDatabaseItsOwn = process.env.SHARED_DYNAMODB_ENDPOINT === undefined;
(canMount && isDatabaseItsOwn ? describe : describe.skip)('a full disk', () => {
  it('makes errors, ends nothing, and costs nothing that was acknowledged', async () => {
    run = await startLocalRun({ env: { LEASELINE_DATA: folder } });
    const { sqs, s3 } = clients(run.awsUrl);
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'kept' }));
    await s3.send(new CreateBucketCommand({ Bucket: 'kept' }));
    const outputs = (await (await fetch(`${run.url}/local/outputs`)).json()) as Record<string, string>;
    const stream = outputs.ContactRecordStreamName!;
    const write = writers(run, QueueUrl!, stream);
    const acknowledged: Record<string, string[]> = {};
    const refused: Record<string, string[]> = {};
    const writeAll = async (when: string, times: number) => {
      for (const [what, one] of Object.entries(write)) {
        for (let count = 0; count < times; count++) {
          const name = `${what}-${when}-${count}`;
          await one(name).then(
            () => (acknowledged[what] ??= []).push(name),
            (error: unknown) => (refused[what] ??= []).push(String(error)),
          );
        }
      }
    };
    await writeAll('before', 3);
    expect(refused).toEqual({});

    fillDisk();
    await writeAll('full', 30);
    // Some stores still have room in what they have written already; not for 30 of these.
    expect(Object.keys(refused).sort()).toEqual(Object.keys(write).sort());
    expect(run.process.exitCode).toBeNull();
    expect((await fetch(`${run.url}/demo/`)).status).toBe(200);

    rmSync(filler);
    for (const [what, one] of Object.entries(write)) {
      await soon(
        () =>
          one(`${what}-after`).then(
            () => true,
            () => false,
          ),
        (isDone) => isDone,
      );
      acknowledged[what]!.push(`${what}-after`);
    }
    expect(await found(run, { queueUrl: QueueUrl!, stream }, acknowledged)).toEqual([]);

    await run.kill9();
    run = await startLocalRun({ env: { LEASELINE_DATA: folder } });
    expect(
      await found(
        run,
        { queueUrl: QueueUrl!.replace(/:\d+\//, `:${new URL(run.awsUrl).port}/`), stream },
        acknowledged,
      ),
    ).toEqual([]);
  });
});
