import { randomUUID } from 'node:crypto';
import type { Machine } from '../../../src/machine.ts';
import { type LocalTable, tableType } from '../../../src/services/dynamodb/table.ts';
import { tableStream } from '../../../src/services/dynamodb/table-stream.ts';
import { sweepExpired } from '../../../src/services/dynamodb/ttl-sweeper.ts';
import { serviceClient } from '../../../src/services/service-client.ts';

const region = 'eu-central-1';
const address = { endpoint: process.env.TEST_DYNAMODB_ENDPOINT!, service: 'dynamodb', region };
const dynamodb = serviceClient({ ...address, target: 'DynamoDB_20120810' });
const streams = serviceClient({ ...address, target: 'DynamoDBStreams_20120810' });

const properties = {
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
};
const index = (IndexName: string, AttributeName: string) => ({
  IndexName,
  KeySchema: [{ AttributeName, KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
});

async function create(name: string, more: object = {}, prefix = ''): Promise<LocalTable> {
  const tables: LocalTable[] = [];
  const type = tableType(dynamodb, prefix, (table) => tables.push(table));
  const machine = { region, accountId: '000000000000' } as Machine;
  const wanted = type.properties.parse({ ...properties, TableName: name, ...more });
  const request = { logicalId: 'Table', physicalName: 'Table', properties: wanted, assetDirectory: () => '' };
  const { ref, attributes } = await type.create(request, machine);
  expect(ref).toBe(name);
  expect(attributes.Arn).toBe(`arn:aws:dynamodb:${region}:000000000000:table/${name}`);
  return tables[0]!;
}

test('a prefix begins the name that the template leaves open', async () => {
  const prefix = `${randomUUID()}-`;
  expect((await create(`${prefix}Table`, { TableName: undefined }, prefix)).name).toBe(`${prefix}Table`);
  const name = randomUUID();
  expect((await create(name, {}, prefix)).name).toBe(name);
});

const put = (TableName: string, sk: string, more: object = {}) =>
  dynamodb('PutItem', { TableName, Item: { pk: { S: 'a' }, sk: { S: sk }, ...more } });

async function sortKeys(TableName: string): Promise<string[]> {
  const { Items } = (await dynamodb('Scan', { TableName })) as { Items: { sk: { S: string } }[] };
  return Items.map(({ sk }) => sk.S).sort();
}

test('a table is created once, and found with its items after that', async () => {
  const name = randomUUID();
  await create(name);
  await put(name, '1');
  await create(name);
  expect(await sortKeys(name)).toEqual(['1']);
});

test('a new index is added to a table that is there', async () => {
  const name = randomUUID();
  const AttributeDefinitions = [...properties.AttributeDefinitions, { AttributeName: 'color', AttributeType: 'S' }];
  await create(name);
  await put(name, '1', { color: { S: 'red' } });
  await create(name, { AttributeDefinitions, GlobalSecondaryIndexes: [index('by-color', 'color')] });
  const found = await dynamodb('Query', {
    TableName: name,
    IndexName: 'by-color',
    KeyConditionExpression: 'color = :c',
    ExpressionAttributeValues: { ':c': { S: 'red' } },
  });
  expect(found).toMatchObject({ Count: 1 });
});

test.each([
  ['key schema', { KeySchema: properties.KeySchema.slice(0, 1) }, /the key schema of the table/],
  ['stream', { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }, /the stream view type/],
])('a changed %s is an error that says what to do', async (_, changed, message) => {
  const name = randomUUID();
  await create(name, { StreamSpecification: { StreamViewType: 'KEYS_ONLY' } });
  await expect(create(name, { StreamSpecification: { StreamViewType: 'KEYS_ONLY' }, ...changed })).rejects.toThrow(
    message,
  );
  await expect(create(name, changed)).rejects.toThrow(/Resource Table .*delete the data folder/);
});

test('only what is past its time is swept, and what is there by mistake stays', async () => {
  const name = randomUUID();
  const table = await create(name, { TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true } });
  const now = Math.floor(Date.now() / 1000);
  const ttl = (seconds: number) => ({ ttl: { N: String(seconds) } });
  await put(name, 'past', ttl(now - 1));
  await put(name, 'future', ttl(now + 100));
  await put(name, 'never');
  await put(name, 'milliseconds', ttl(now * 1000));
  await put(name, 'ages ago', ttl(5));
  await put(name, 'text', { ttl: { S: '1' } });
  expect(await sweepExpired(dynamodb, table, now)).toBe(1);
  expect(await sortKeys(name)).toEqual(['ages ago', 'future', 'milliseconds', 'never', 'text']);
});

test('a large table is swept part by part, and others have their turn in between', async () => {
  const name = randomUUID();
  const table = await create(name, { TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true } });
  const now = Math.floor(Date.now() / 1000);
  for (let item = 0; item < 250; item++)
    await put(name, String(item), { ttl: { N: String(now - 10 + (item % 2) * 20) } });
  const limits: unknown[] = [];
  const watched: typeof dynamodb = (operation, input, signal) => {
    if (operation === 'Scan') limits.push('Limit' in input ? input.Limit : undefined);
    return dynamodb(operation, input, signal);
  };
  let pauses = 0;
  expect(await sweepExpired(watched, table, now, async () => void pauses++)).toBe(125);
  expect(limits).toEqual([100, 100, 100]);
  expect(pauses).toBe(2);
  expect(await sortKeys(name)).toHaveLength(125);
});

test('the stream is read from any place on, under the ARN of the template', async () => {
  const name = randomUUID();
  const table = await create(name, { StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } });
  const source = tableStream(streams, { arn: table.streamArn!, emulatorArn: table.emulatorStreamArn!, region });
  for (const sk of ['1', '2', '3']) await put(name, sk);
  const [shard] = await source.shards();
  const [first, ...others] = await source.read(shard!, undefined, 10);
  expect(first?.event).toMatchObject({ eventName: 'INSERT', awsRegion: region, eventSourceARN: table.streamArn });
  expect(others).toHaveLength(2);
  expect(await source.read(shard!, first?.sequence, 1)).toEqual(others.slice(0, 1));
  expect(await source.latest(shard!)).toBe(others[1]?.sequence);
  expect(await source.read(shard!, others[1]?.sequence, 10)).toEqual([]);
});
