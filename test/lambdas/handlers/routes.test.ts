import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { readCallerWorth } from '../../../lambdas/calls/callers/caller-worth-store.ts';
import { personHash, personPartition } from '../../../lambdas/calls/callers/person-store.ts';
import { giveRole } from '../calls/stores.ts';
import { number, played, soonAfter, start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, masterSecret, sale } from './call-world.ts';
import { request, shop } from './management-client.ts';

const secrets = mockClient(SecretsManagerClient);
const caller = '+12025550123';
let world: CallWorld;

const good = { name: 'Good customers', when: { valueSoFar: { gte: 100 } }, forwardTo: ['+12025550151'] };

beforeEach(async () => {
  secrets.on(GetSecretValueCommand).resolves({ SecretString: masterSecret });
  world = await callWorld();
  await request('PUT /v1/sites/shop', { ...shop, timeZone: 'UTC', routes: [good] });
});

async function explain(body: object): Promise<Record<string, unknown>> {
  const { status, body: answer } = await request('POST /v1/routes/explain', body);
  return { status, ...Object(answer) };
}

const tell = (call: string) => request(`GET /v1/calls/${call}`).then(({ body }) => Object(body));
const list = (of: string, which: string) => request(`PUT /v1/sites/shop/callers/${of}`, { list: which });

async function worth() {
  const person = personPartition('shop', personHash(await world.sources.identityKey(), 'shop', caller));
  return readCallerWorth(world.calls, person);
}

test('what was answered stands on the call, through whatever is told of it later', async () => {
  const route = {
    name: 'Good customers',
    action: 'phones',
    phones: ['+12025550151'],
    reason: 'Route "Good customers".',
  };
  await world.tell(JSON.stringify({ ...JSON.parse(played().lookup), route }));
  await world.call({});
  expect((await tell('call-1')).call).toMatchObject({ status: 'completed', route });
  expect(await explain({ call: 'call-1' })).toMatchObject({
    status: 200,
    at: new Date(start).toISOString(),
    taken: route,
    route: { name: '', action: 'default' },
    routes: [{ name: 'Good customers', verdict: 'does-not-fit' }],
  });
});

test('what a caller bought counts once, however often it is told, and is taken back', async () => {
  await world.call({});
  const outcome = async (body: object) => {
    await request('POST /v1/calls/call-1/outcome', body);
    await world.work();
  };
  await outcome(sale('a'));
  await outcome(sale('a'));
  expect(await worth()).toEqual({ value: 129.5, purchases: 1 });
  const at = new Date(soonAfter).toISOString();
  const asked = { site: 'shop', from: caller, to: number, at };
  expect(await explain(asked)).toMatchObject({ route: { name: 'Good customers', phones: ['+12025550151'] } });
  await outcome(sale('b', '0.10'));
  expect(await worth()).toEqual({ value: 129.6, purchases: 1 });
  await outcome(sale('c', '129.60', 'refund'));
  expect(await worth()).toEqual({ value: 0, purchases: 0 });
  expect(await explain(asked)).toMatchObject({ route: { name: '' } });
});

test('a call of a caller who was corrected takes what it came to along', async () => {
  await world.call({ caller: '+12025550124' });
  await request('POST /v1/calls/call-1/outcome', sale('a'));
  await world.work();
  expect(await worth()).toEqual({ value: 0, purchases: 0 });
  const later = JSON.parse(played({ caller }).record);
  await world.tell(
    JSON.stringify({
      ...later,
      raw: later.raw.replace(/"LastUpdateTimestamp":"[^"]*"/, '"LastUpdateTimestamp":"2026-11-21T00:00:00Z"'),
    }),
  );
  expect(await worth()).toEqual({ value: 129.5, purchases: 1 });
});

test('short calls to many numbers speak for spam; a list of the site knows better', async () => {
  const at = (index: number) => start + index * 60_000;
  await giveRole(world.sources, '+12025550192', { role: 'static', pool: 'print', since: start - 1e9 });
  await world.call({ call: 'c1', at: at(0), talk: 2 });
  await world.call({ call: 'c2', at: at(1), talk: 2, number: '+12025550191' });
  await world.call({ call: 'c3', at: at(2), talk: 2, number: '+12025550192' });
  await world.call({ call: 'c4', at: at(3), talk: 20 });
  expect((await tell('c1')).call.spam).toEqual({ score: 0, reasons: [] });
  const found = await explain({ site: 'shop', from: caller, to: number, at: new Date(at(4)).toISOString() });
  expect(found.spam).toEqual({
    score: 80,
    reasons: [
      'The caller rang 3 numbers of the site within 10 minutes.',
      'Calls to 3 numbers ended within 10 s, and no visit led to them.',
    ],
  });
  await list(caller, 'allow');
  await world.call({ call: 'c5', at: at(5) });
  expect((await tell('c5')).call).toMatchObject({ callerList: 'allow', spam: { score: 0 } });
});

test('lists are read, changed and left; a site that has some stays', async () => {
  expect(await list('+12025550155', 'ours')).toMatchObject({ status: 200, body: { number: '+12025550155' } });
  expect(await list('+12025550156', 'block')).toMatchObject({ status: 200 });
  expect(await list('+12025550155', 'allow')).toMatchObject({ status: 200 });
  expect((await request('GET /v1/sites/shop/callers')).body.items).toMatchObject([
    { number: '+12025550155', list: 'allow' },
    { number: '+12025550156', list: 'block' },
  ]);
  const page = await request('GET /v1/sites/shop/callers?limit=1');
  expect(page.body.items).toHaveLength(1);
  const { body: rest } = await request(`GET /v1/sites/shop/callers?limit=1&cursor=${page.body.cursor}`);
  expect(rest.items).toMatchObject([{ number: '+12025550156' }]);
  expect(await request('DELETE /v1/sites/shop/callers/+12025550155')).toMatchObject({ status: 204 });
  expect(await request('DELETE /v1/sites/shop/callers/+12025550155')).toMatchObject({ status: 204 });
  expect((await request('GET /v1/sites/shop/callers')).body.items).toHaveLength(1);
  expect(await list('12', 'ours')).toMatchObject({ status: 400, body: { errors: [{ field: 'number' }] } });
  expect(await list('+12025550155', 'friends')).toMatchObject({ status: 400, body: { errors: [{ field: 'list' }] } });
  expect(await request('PUT /v1/sites/nobody/callers/+12025550155', { list: 'ours' })).toMatchObject({ status: 404 });
  expect(await request('GET /v1/sites/nobody/callers')).toMatchObject({ status: 404 });
});

test('other sites are asked for nothing', async () => {
  await request('PUT /v1/sites/other', { ...shop, siteKey: 'pk_other' });
  const secret = await world.addKey({ role: 'operator', source: 'other', sites: ['other'] });
  await world.call({});
  const ask = (body: object) => request('POST /v1/routes/explain', body, secret).then(({ status }) => status);
  expect(await ask({ site: 'shop' })).toBe(400);
  expect(await ask({ call: 'call-1' })).toBe(404);
  expect(await ask({ site: 'other', to: number })).toBe(400);
  expect(await ask({ site: 'other', to: '+12025550177' })).toBe(400);
  expect(await ask({ site: 'other' })).toBe(200);
  expect((await request('GET /v1/sites/shop/callers', undefined, secret)).status).toBe(404);
});

test.each<[object, string]>([
  [{}, 'site'],
  [{ site: 'shop', at: 'now' }, 'at'],
  [{ site: 'shop', from: '12' }, 'from'],
  [{ site: 'shop', share: 100 }, 'share'],
  [{ call: '' }, 'call'],
])('%j is refused for its %s', async (body, field) => {
  expect(await explain(body)).toMatchObject({ status: 400, errors: [{ field }] });
});
