import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { chunks } from '../../../lambdas/leases/chunks.ts';
import type { Slot } from '../../../lambdas/leases/slot.ts';
import { slotItemKey } from '../../../lambdas/leases/slot-key.ts';
import { freePort } from '../../../local/services/free-port.ts';

/** An index of all attributes, by a text and a number. */
export interface Index {
  readonly name: string;
  readonly hash: string;
  readonly range: string;
}

/** An embedded DynamoDB of our own, in memory. */
export interface Database {
  readonly newClient: () => DynamoDBClient;
  /** A fresh table of these items, which have the keys `pk` and `sk`. */
  readonly newTable: (items: readonly object[], index?: Index) => Promise<string>;
  readonly endpoint: string;
  readonly stop: () => void;
}

export async function startDatabase(): Promise<Database> {
  const port = await freePort();
  const folder = path.dirname(createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json'));
  const child = spawn(path.join(folder, 'dynoxide'), ['serve', '--port', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  const newClient = () =>
    new DynamoDBClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    });
  const client = newClient();
  await untilReachable(client);
  return {
    newClient,
    newTable: (items, index) => newTable(client, items, index),
    endpoint,
    stop: () => void child.kill(),
  };
}

let tables = 0;

/** Slots as the table has them. */
export function asItems(slots: readonly Slot[]): object[] {
  return slots.map((slot) => ({ ...slotItemKey(slot), ...slot }));
}

async function newTable(client: DynamoDBClient, items: readonly object[], index?: Index): Promise<string> {
  const name = `Bench-${++tables}`;
  const text = (attribute: string) => ({ AttributeName: attribute, AttributeType: 'S' as const });
  const number = (attribute: string) => ({ AttributeName: attribute, AttributeType: 'N' as const });
  const by = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: by('pk', 'sk'),
      AttributeDefinitions: [text('pk'), text('sk'), ...(index ? [text(index.hash), number(index.range)] : [])],
      ...(index && {
        GlobalSecondaryIndexes: [
          { IndexName: index.name, KeySchema: by(index.hash, index.range), Projection: { ProjectionType: 'ALL' } },
        ],
      }),
    }),
  );
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  for (const chunk of chunks(items, 25)) {
    const puts = chunk.map((item) => ({ PutRequest: { Item: { ...item } } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [name]: puts } }));
  }
  return name;
}

async function untilReachable(client: DynamoDBClient): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (error) {
      if (attempt === 100) throw new Error('the embedded DynamoDB does not answer', { cause: error });
      await sleep(50);
    }
  }
}
