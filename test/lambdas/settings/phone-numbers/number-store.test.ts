import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { readNumbers } from '../../../../lambdas/settings/phone-numbers/number-store.ts';
import { number, start } from '../shop.ts';

const dynamodb = mockClient(DynamoDBDocumentClient);
const settings = {
  documents: DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' })),
  name: 'settings',
};

const now = (index: number) => ({
  pk: `NUMBER#${number(index)}`,
  sk: 'NOW',
  number: number(index),
  pool: 'ads',
  role: 'session',
  shard: 0,
  display: '(202) 555-0100',
  restsUntil: 0,
  since: start,
  version: 1,
});

test('asks again for what a read left out', async () => {
  const leftOut = { pk: `NUMBER#${number(1)}`, sk: 'NOW' };
  dynamodb
    .on(BatchGetCommand)
    .resolvesOnce({ Responses: { settings: [now(0)] }, UnprocessedKeys: { settings: { Keys: [leftOut] } } })
    .resolvesOnce({ Responses: { settings: [now(1)] } });
  expect([...(await readNumbers(settings, [number(0), number(1)])).keys()]).toEqual([number(0), number(1)]);
  const [, second] = dynamodb.commandCalls(BatchGetCommand);
  expect(second?.args[0].input.RequestItems?.settings?.Keys).toEqual([leftOut]);
});
