import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { callKey } from '../../../lambdas/calls/call-item.ts';
import { ledgerKey } from '../../../lambdas/conversions/conversion-items.ts';
import { hashOf } from '../../../lambdas/settings/api-keys/api-key.ts';
import { apiKeyItem } from '../../../lambdas/settings/item-key.ts';
import { entry } from '../conversions/facts.ts';
import { type CallWorld, callWorld, putRuleFor, ruleOf, thatDay } from './call-world.ts';
import { rawRequest, request } from './management-client.ts';

let world: CallWorld;

beforeEach(async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  world = await callWorld();
  await putRuleFor(world, {});
});

afterEach(() => jest.restoreAllMocks());

async function change(key: object, name: string, value: unknown, table = world.settings): Promise<void> {
  await table.documents.send(
    new UpdateCommand({
      TableName: table.name,
      Key: { ...key },
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    }),
  );
}

const unsupported = (id: string) => ({ id, site: 'shop', unsupported: true });

test.each([
  ['rules', 'talk', 'RULE', 'when', { weather: 'fine' }],
  ['destinations', 'team', 'DESTINATION', 'secretNames', 'all'],
  ['pools', 'web', 'POOL', 'kind', 'auction'],
])(
  '%s of a newer version are listed as such, and nobody changes or deletes them',
  async (list, id, prefix, name, value) => {
    await change({ pk: 'SITE#shop', sk: `${prefix}#${id}` }, name, value);
    const listed = await request(`GET /v1/${list}?site=shop`);
    expect(listed).toMatchObject({ status: 200, body: { items: expect.arrayContaining([unsupported(id)]) } });
    expect(await request(`GET /v1/${list}/${id}`)).toMatchObject({ status: 409 });
    expect(await request(`DELETE /v1/${list}/${id}`)).toMatchObject({ status: 409 });
    const settings = { site: 'shop', type: 'email', settings: { to: ['team@shop.example'] } };
    const pool = { site: 'shop', kind: 'page', source: 'x', when: [] };
    const body = { rules: ruleOf(), destinations: settings, pools: pool }[list];
    expect(await request(`PUT /v1/${list}/${id}`, body)).toMatchObject({ status: 409 });
    expect((await request('GET /v1/sites/shop')).status).toBe(200);
  },
);

test('a rule may still name a destination that only a newer version knows', async () => {
  await change({ pk: 'SITE#shop', sk: 'DESTINATION#team' }, 'secretNames', 'all');
  expect(await request('PUT /v1/rules/other', ruleOf({ destinations: ['team'] }))).toMatchObject({ status: 201 });
});

test('calls of a newer version are listed and told by what is known of them', async () => {
  await world.call({ call: 'call-1' });
  await change(callKey('call-1'), 'status', 'voicemail', world.calls);
  const newer = { ...ledgerKey(entry('b')), ...entry('b'), revenue: { kind: 'subscription' } };
  await world.calls.documents.send(new PutCommand({ TableName: world.calls.name, Item: newer }));
  const call = { id: 'call-1', status: 'completed', talkSeconds: 33, unsupported: ['status'] };
  expect(await request(`GET /v1/calls?site=shop&${thatDay}`)).toMatchObject({
    status: 200,
    body: { items: [{ call }] },
  });
  expect(await request(`GET /v1/reports/sources?site=shop&${thatDay}`)).toMatchObject({
    body: { total: { answered: 1 } },
  });
  expect((await rawRequest(`GET /v1/calls.csv?site=shop&${thatDay}`)).status).toBe(200);
  const told = await request('GET /v1/calls/call-1');
  expect(told).toMatchObject({ status: 200, body: { call, ledger: [], unsupported: [{ kind: 'ledger' }] } });
});

test.each([
  ['is packed in another way', 'packed', Buffer.from('newer')],
  ['has its own way to count writes', 'rev', 'seven'],
  ['begins at a time of another form', 'startedAt', '2026-01-31T12:00:00Z'],
])('a call of a newer version that %s keeps no other from being told', async (_what, name, value) => {
  await world.call({ call: 'call-1' });
  await world.call({ call: 'call-2' });
  await change(callKey('call-1'), name, value, world.calls);
  const asked = `site=shop&${thatDay}`;
  const others = [{ call: { id: 'call-2' } }];
  expect(await request(`GET /v1/calls?${asked}`)).toMatchObject({ status: 200, body: { items: others } });
  expect(await request(`GET /v1/reports/sources?${asked}`)).toMatchObject({ status: 200 });
  expect((await rawRequest(`GET /v1/calls.csv?${asked}`)).status).toBe(200);
  expect(await request('GET /v1/calls/call-1')).toMatchObject({ status: 409 });
  const report = { eventId: 'a', outcome: 'sold' };
  expect(await request('POST /v1/calls/call-1/outcome', report)).toMatchObject({ status: 409 });
});

test('a part that only a newer version can name keeps nobody from seeing its call', async () => {
  await world.call({ call: 'call-1' });
  const newer = { pk: callKey('call-1').pk, sk: 'PART#call-0', part: { table: 'archive' } };
  await world.calls.documents.send(new PutCommand({ TableName: world.calls.name, Item: newer }));
  expect(await request('GET /v1/calls/call-1')).toMatchObject({ status: 200 });
});

test.each([
  ['graceSeconds', '30 minutes'],
  ['currency', { main: 'EUR' }],
  ['timeZone', ['Europe/Berlin']],
  ['swap', { numbers: ['+4930'] }],
  ['route', 'queue'],
  ['origins', 'all'],
  ['origins', Array.from({ length: 60 }, (_, host) => `https://s${host}.shop.example`)],
  ['graceSeconds', 100_000],
])('a site with settings (%s) of a newer version keeps no site and no call from being told', async (name, value) => {
  await world.call({ call: 'call-1' });
  await change({ pk: 'SITE#shop', sk: 'SITE' }, name, value);
  expect(await request('GET /v1/sites')).toMatchObject({ status: 200 });
  expect(await request('GET /v1/calls/call-1')).toMatchObject({ status: 200, body: { call: { site: 'shop' } } });
  expect(await request(`GET /v1/calls?site=shop&${thatDay}`)).toMatchObject({ status: 200 });
  expect(await request(`GET /v1/calls?${thatDay}`)).toMatchObject({ status: 200 });
  expect(await request('GET /v1/sites/shop')).toMatchObject({ status: 409 });
});

test('a key whose role only a newer version knows may do nothing', async () => {
  const key = await world.addKey({ role: 'reader', source: 'auditor' });
  await change(apiKeyItem(hashOf(key)), 'role', 'auditor');
  expect(await request('GET /v1/sites', undefined, key)).toMatchObject({ status: 401 });
});
