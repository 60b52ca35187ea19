import { CreateSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { putObservation } from '../../lambdas/calls/call-store.ts';
import type { Table } from '../../lambdas/platform/aws/table.ts';
import { carrierAccountItem } from '../../lambdas/settings/item-key.ts';
import { settle } from '../../lambdas/settle/settle.ts';
import { record } from '../lambdas/calls/carriers/connect/samples.ts';
import { fromRecord } from '../lambdas/calls/observations.ts';
import { show } from '../lambdas/calls/stores.ts';
import { type CallWorld, callWorld, masterSecret, sale } from '../lambdas/handlers/call-world.ts';
import { request } from '../lambdas/handlers/management-client.ts';
import { number, soonAfter, start } from '../lambdas/settle/call-house.ts';
import { answeredOfCalls } from './answered-of-calls.ts';
import { describedAnswers } from './described-answers.ts';

mockClient(SecretsManagerClient)
  .on(CreateSecretCommand)
  .resolves({})
  .on(GetSecretValueCommand)
  .resolves({ SecretString: masterSecret });

const { ask, answered } = describedAnswers();
let world: CallWorld;

/** A call with a recording. */
async function recorded(call: string, Recording: object): Promise<void> {
  await world.call({ call });
  const told = { ...record, ContactId: call, LastUpdateTimestamp: '2027-01-01T00:00:00Z', Recording, Recordings: null };
  await putObservation(world.sources.calls, fromRecord(told), soonAfter);
  await settle(call, { ...world.sources, settleLater: async () => undefined }, soonAfter);
}

/** A field of the item becomes what only a newer version can read. */
async function becomesNewer({ name: TableName }: Table, Key: object, field: string): Promise<void> {
  await world.sources.calls.documents.send(
    new UpdateCommand({
      TableName,
      Key,
      UpdateExpression: 'SET #field = :newer',
      ExpressionAttributeNames: { '#field': field },
      ExpressionAttributeValues: { ':newer': 'newer' },
    }),
  );
}

test('what is answered of calls, callers and routes is as described', async () => {
  world = await callWorld();
  const signing = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  await request('PUT /v1/carrier-accounts/pbx', { type: 'generic', settings: { country: 'US' }, secrets: { signing } });
  const past = { id: 'x', from: '+12025550123', to: number, startedAt: new Date(start).toISOString() };
  await ask(202, 'POST /v1/calls/import', { account: 'pbx', calls: [past] });
  await ask(200, 'PUT /v1/sites/shop/callers/+12025550123', { list: 'block', note: 'again and again' });
  await request('PUT /v1/pools/flyer', { site: 'shop', kind: 'source', source: 'print', numbers: ['+12025550144'] });
  await ask(409, 'PUT /v1/sites/shop/callers/+12025550144', { list: 'block' });
  await ask(200, 'GET /v1/sites/shop/callers');
  await ask(204, 'DELETE /v1/sites/shop/callers/+12025550123');
  await world.call({ call: 'call-0' });
  await ask(200, 'POST /v1/routes/explain', { call: 'call-0' });
  await recorded('call-1', { Location: 'connect-bucket/a.wav', Status: 'AVAILABLE' });
  await recorded('call-2', { Location: 'connect-bucket/b.wav', Status: 'DELETED' });
  await ask(200, 'POST /v1/routes/explain', { site: 'shop', to: number, from: '+12025550123' });
  await ask(200, 'GET /v1/calls/call-1/transcript');
  await request('POST /v1/calls/call-0/outcome', sale('order-1'));
  await ask(200, 'GET /v1/calls/call-0/journey');
  await show(world.sources, number, 'late', start - 60_000);
  await ask(200, 'POST /v1/rematches', { from: past.startedAt, to: '2026-11-21T00:00:00Z', limit: 1 });
  await ask(409, 'GET /v1/calls/call-1/recording');
  process.env.CONNECT_BUCKET = 'connect-bucket';
  await ask(200, 'GET /v1/calls/call-1/recording');
  await ask(410, 'GET /v1/calls/call-2/recording');
  await ask(200, 'GET /v1/reports/conversations?site=shop&said=bicycle');
  await becomesNewer(world.calls, { pk: 'CALL#call-1', sk: 'CALL' }, 'rev');
  for (const what of ['transcript', 'journey']) await ask(409, `GET /v1/calls/call-1/${what}`);
  await becomesNewer(world.settings, carrierAccountItem('pbx'), 'secretNames');
  await ask(409, 'POST /v1/calls/import', { account: 'pbx', calls: [past] });
  expect(answeredOfCalls.filter((one) => !answered.has(one))).toEqual([]);
});
