import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { startEmbeddedDynamoDB } from '../../embedded-dynamodb-process.ts';
import { poolSize } from './visitors.ts';

/** The embedded DynamoDB alone, on disk as in the local run. */
export interface BareDatabase {
  readonly pid: number;
  /** What a lease costs at least: one number taken if it is free, and the visit noted if it is new. */
  readonly leaseOne: () => Promise<number | undefined>;
  readonly stop: () => Promise<void>;
}

const TableName = 'Bare';

export async function startBareDatabase(): Promise<BareDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'leaseline-bare-'));
  const { endpoint, child } = await startEmbeddedDynamoDB(path.join(folder, 'bare.sqlite'));
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const documents = DynamoDBDocumentClient.from(client);
  await createTable(client);
  let count = 0;
  return {
    pid: pidOf(child),
    leaseOne: async () => {
      const number = `slot#${count++ % poolSize}`;
      const free = new UpdateCommand({
        TableName,
        Key: { pk: 'pool', sk: number },
        UpdateExpression: 'SET holder = :holder, leasedUntil = :until',
        ConditionExpression: 'attribute_not_exists(leasedUntil) OR leasedUntil < :now OR holder <> :holder',
        ExpressionAttributeValues: { ':holder': randomUUID(), ':until': Date.now() + 1_200_000, ':now': Date.now() },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      await documents.send(free);
      const Item = { pk: `visit#${randomUUID()}`, sk: 'visit', landingPage: '/', source: 'google', medium: 'cpc' };
      await documents.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
      return 200;
    },
    stop: async () => {
      client.destroy();
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the embedded DynamoDB does not start');
  return pid;
}

async function createTable(client: DynamoDBClient): Promise<void> {
  const keys = [
    { name: 'pk', type: 'HASH' as const },
    { name: 'sk', type: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys.map(({ name, type }) => ({ AttributeName: name, KeyType: type })),
      AttributeDefinitions: keys.map(({ name }) => ({ AttributeName: name, AttributeType: 'S' as const })),
    }),
  );
}
