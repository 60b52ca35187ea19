import { gzipSync } from 'node:zlib';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { payloadPartition, putPayload } from '../../../lambdas/calls/payload-store.ts';
import type { Table } from '../../../lambdas/platform/aws/table.ts';
import { payloadsOf } from '../../bench/calls/payloads.ts';
import { readPayloads } from './read-payloads.ts';
import { emptyTables } from './stores.ts';

let calls: Table;

beforeEach(async () => {
  calls = (await emptyTables()).calls;
});

const put = (item: Record<string, unknown>) =>
  calls.documents.send(
    new PutCommand({ TableName: calls.name, Item: { pk: payloadPartition('c1'), receivedAt: 5, ...item } }),
  );

test('what was kept by the versions of before is read', async () => {
  const first = Buffer.from('ePnI1xLwq0YpP5JBSRGziMHSyqoFAAIXEmI=', 'base64');
  await put({ sk: '1', deflated: first });
  await put({ sk: '2', gzip: gzipSync('{"eventType":"INITIATED"}'), receivedAt: 6 });
  expect(await readPayloads(calls, 'c1')).toEqual([
    { raw: '{"ContactId":"c1","Channel":"VOICE","NextContactId":null}', receivedAt: 5 },
    { raw: '{"eventType":"INITIATED"}', receivedAt: 6 },
  ]);
});

test('a contact record of full length is one write unit', async () => {
  const { record } = payloadsOf({ startedAt: 1_795_968_744_000, caller: '+12125550103', number: '+12025550102' });
  const raw = JSON.stringify(record);
  expect(raw.length).toBeGreaterThan(3500);
  await putPayload(calls, 'c1', { raw }, 5);
  const [kept] = await readPayloads(calls, 'c1');
  expect(kept).toEqual({ raw, receivedAt: 5 });
  const { ConsumedCapacity } = await calls.documents.send(
    new PutCommand({ TableName: calls.name, Item: await itemOf(), ReturnConsumedCapacity: 'TOTAL' }),
  );
  expect(ConsumedCapacity).toMatchObject({ CapacityUnits: 1 });
});

async function itemOf(): Promise<Record<string, unknown> | undefined> {
  const { Items = [] } = await calls.documents.send(
    new QueryCommand({
      TableName: calls.name,
      KeyConditionExpression: 'pk = :payloads',
      ExpressionAttributeValues: { ':payloads': payloadPartition('c1') },
    }),
  );
  return Items[0];
}
