import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { chunks } from '../../../lambdas/leases/inventory/chunks.ts';
import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import { slotItemKey } from '../../../lambdas/leases/slots/slot-key.ts';
import { startEmbeddedDynamoDB } from '../../embedded-dynamodb-process.ts';

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
  const { endpoint, child } = await startEmbeddedDynamoDB();
  const newClient = () =>
    new DynamoDBClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    });
  const client = newClient();
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
