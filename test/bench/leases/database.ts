import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { chunks } from '../../../lambdas/leases/chunks.ts';
import type { Slot } from '../../../lambdas/leases/slot.ts';
import { slotItemKey } from '../../../lambdas/leases/slot-key.ts';

/** An embedded DynamoDB of our own, in memory. */
export interface Database {
  readonly newClient: () => DynamoDBClient;
  /** A fresh table of slots, with an index by the end of the lease if it is for a policy that asks one. */
  readonly newTable: (slots: readonly Slot[], index?: string) => Promise<string>;
  readonly stop: () => void;
}

export async function startDatabase(): Promise<Database> {
  const port = await freePort();
  const folder = path.dirname(createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json'));
  const child = spawn(path.join(folder, 'dynoxide'), ['serve', '--port', String(port)], { stdio: 'ignore' });
  const newClient = () =>
    new DynamoDBClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    });
  const client = newClient();
  await untilReachable(client);
  return { newClient, newTable: (slots, index) => newTable(client, slots, index), stop: () => void child.kill() };
}

let tables = 0;

async function newTable(client: DynamoDBClient, slots: readonly Slot[], index?: string): Promise<string> {
  const name = `Leases-${++tables}`;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
        ...(index === undefined
          ? []
          : [
              { AttributeName: 'pool', AttributeType: 'S' as const },
              { AttributeName: 'leasedUntil', AttributeType: 'N' as const },
            ]),
      ],
      ...(index !== undefined && {
        GlobalSecondaryIndexes: [
          {
            IndexName: index,
            KeySchema: [
              { AttributeName: 'pool', KeyType: 'HASH' },
              { AttributeName: 'leasedUntil', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      }),
    }),
  );
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  for (const chunk of chunks(slots, 25)) {
    const puts = chunk.map((slot) => ({ PutRequest: { Item: { ...slotItemKey(slot), ...slot } } }));
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
