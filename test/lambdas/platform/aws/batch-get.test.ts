import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type BatchGetCommandInput, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { batchGet } from '../../../../lambdas/platform/aws/batch-get.ts';

const dynamodb = mockClient(DynamoDBDocumentClient);
const table = { documents: DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' })), name: 'items' };
const keys = (count: number) => Array.from({ length: count }, (_, index) => ({ pk: `p${index}`, sk: 's' }));
let pauses: number[];
const pause = async (attempt: number) => void pauses.push(attempt);

/** A table that gives the first `most` items of what it is asked for. */
function givesAtMost(most: (call: number) => number): void {
  let calls = 0;
  dynamodb.on(BatchGetCommand).callsFake(({ RequestItems }: BatchGetCommandInput) => {
    const asked = RequestItems!.items!.Keys!;
    const given = most(calls++);
    return { Responses: { items: asked.slice(0, given) }, UnprocessedKeys: { items: { Keys: asked.slice(given) } } };
  });
}

beforeEach(() => {
  dynamodb.reset();
  pauses = [];
});

test('a hundred keys at a time, and no pause as long as nothing is left out', async () => {
  givesAtMost(() => 100);
  expect(await batchGet(table, keys(250), { isConsistent: true, pause })).toEqual(keys(250));
  expect(
    dynamodb.commandCalls(BatchGetCommand).map(({ args }) => args[0].input.RequestItems!.items!.Keys!.length),
  ).toEqual([100, 100, 50]);
  expect(pauses).toEqual([]);
});

test('what is left out is asked for after a pause, which grows as long as nothing comes', async () => {
  const given = [7, 0, 0, 0, 7, 100];
  givesAtMost((call) => given[call]!);
  expect(await batchGet(table, keys(30), { isConsistent: true, pause })).toHaveLength(30);
  expect(pauses).toEqual([1, 2, 3, 4, 1]);
});

test('a table that gives nothing is given up, with a sentence that says so', async () => {
  givesAtMost(() => 0);
  const reading = batchGet(table, keys(130), { isConsistent: false, pause });
  await expect(reading).rejects.toThrow('the table is too busy: 130 of 130 items were not read');
  expect(dynamodb.commandCalls(BatchGetCommand)).toHaveLength(8);
});

test('a table that gives one item at a time is not given up', async () => {
  givesAtMost(() => 1);
  expect(await batchGet(table, keys(20), { isConsistent: false, pause })).toHaveLength(20);
});

test('a key that is named twice is read once', async () => {
  givesAtMost(() => 100);
  expect(await batchGet(table, [...keys(2), ...keys(2)], { isConsistent: false, pause })).toEqual(keys(2));
});
