import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { createTable } from '../../embedded-dynamodb.ts';
import { type Meter, meteredDatabase, newMeter } from './metered-database.ts';
import { dollars, nothing } from './prices.ts';

let meter: Meter;
let documents: DynamoDBDocumentClient;
let TableName: string;
let stop: () => void;

beforeEach(async () => {
  meter = { ...newMeter(), running: true };
  const { endpoint, server } = await meteredDatabase(process.env.TEST_DYNAMODB_ENDPOINT!, meter);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  documents = DynamoDBDocumentClient.from(client);
  TableName = await createTable('Calls');
  stop = () => {
    client.destroy();
    server.close();
  };
});

afterEach(() => stop());

/** An item of so many bytes: names and values count. */
const sized = (bytes: number, sk = 'b') => ({
  pk: 'a',
  sk,
  pad: 'x'.repeat(bytes - 'pk'.length - 'sk'.length - 'pad'.length - 2),
});
const consumed = () => [meter.readUnits, meter.writeUnits];
const put = (Item: object) => new PutCommand({ TableName, Item: { ...Item } });

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
test('a write takes a unit for each KB, begun ones count; twice that in a transaction', async () => {
  await documents.send(put(sized(1024)));
  expect(consumed()).toEqual([0, 1]);
  await documents.send(put(sized(3 * 1024 + 1)));
  expect(consumed()).toEqual([0, 1 + 4]);
  await documents.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName, Item: sized(1024, 'c') } }] }));
  expect(consumed()).toEqual([0, 5 + 2]);
});

test('a read takes a unit for each 4 KB, half of it when it need not be consistent; a query by the sum of its items', async () => {
  await documents.send(put(sized(4096)));
  await documents.send(put(sized(4000, 'c')));
  const { writeUnits } = meter;
  await documents.send(new GetCommand({ TableName, Key: { pk: 'a', sk: 'b' }, ConsistentRead: true }));
  expect(meter.readUnits).toBe(1);
  await documents.send(new GetCommand({ TableName, Key: { pk: 'a', sk: 'b' } }));
  expect(meter.readUnits).toBe(1.5);
  const query = { TableName, KeyConditionExpression: 'pk = :a', ExpressionAttributeValues: { ':a': 'a' } };
  await documents.send(new QueryCommand({ ...query, ConsistentRead: true }));
  expect(meter.readUnits).toBe(3.5);
  await documents.send(
    new QueryCommand({ ...query, ConsistentRead: true, FilterExpression: 'attribute_exists(nothing)' }),
  );
  expect(consumed()).toEqual([5.5, writeUnits]);
});

test('an index takes what changes in it; moving an entry is taking it out and putting it in', async () => {
  const open = (dueAt: number) => ({ ...sized(500), openShard: 'OPEN#1', dueAt });
  await documents.send(put(open(1)));
  expect(meter.writeUnits).toBe(1 + 1);
  await documents.send(put(open(1)));
  expect(meter.writeUnits).toBe(2 + 1);
  await documents.send(put(open(2)));
  expect(meter.writeUnits).toBe(3 + 3);
});

test('a refused write counts, and what is not to be counted does not', async () => {
  const refused = put(sized(100));
  Object.assign(refused.input, { ConditionExpression: 'attribute_exists(pk)' });
  await expect(documents.send(refused)).rejects.toThrow('conditional request failed');
  expect(consumed()).toEqual([0, 1]);
  meter.running = false;
  await documents.send(put(sized(100)));
  expect(consumed()).toEqual([0, 1]);
});

test('dollars are those of a million requests, by kind', () => {
  expect(dollars({ ...nothing, readUnits: 1e6, writeUnits: 1e6 })).toBeCloseTo(0.75);
  expect(dollars({ ...nothing, queueRequests: 1e6, objectPuts: 1e6, objectGets: 1e6 })).toBeCloseTo(5.8);
});
