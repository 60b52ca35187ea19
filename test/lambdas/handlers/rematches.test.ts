import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import type { CallDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import { type RematchAnswer, rematchAnswer } from '../../../lambdas/journal/rematches/rematch-answer.ts';
import type { Visit } from '../../../lambdas/visits/visit.ts';
import { visitItemKey } from '../../../lambdas/visits/visit-key.ts';
import { withdrawVisit } from '../../../lambdas/visits/withdraw-store.ts';
import { giveRole, putPool, show } from '../calls/stores.ts';
import { number, start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, masterSecret, putRuleFor } from './call-world.ts';
import { request, shop } from './management-client.ts';

mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString: masterSecret });

const hour = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();
const thatTime = { from: iso(start - hour), to: iso(start + 24 * hour) };
let world: CallWorld;

beforeEach(async () => {
  world = await callWorld();
  await putRuleFor(world, { destinations: ['team'] });
});

async function rematched(more: object = {}): Promise<RematchAnswer> {
  const { status, body } = await request('POST /v1/rematches', { ...thatTime, ...more });
  expect([status, body]).toEqual([200, expect.anything()]);
  return rematchAnswer.parse(body);
}

const detail = async (call: string) => (await request(`GET /v1/calls/${call}`)).body as unknown as CallDetail;

async function everyItem(): Promise<unknown[]> {
  const tables = [world.sources.settings, world.sources.calls, world.sources.visits, world.sources.leases];
  const scans = tables.map(({ documents, name }) => documents.send(new ScanCommand({ TableName: name })));
  return (await Promise.all(scans)).map(({ Items }) => Items);
}

/** TTL has collected it. */
async function collect(visit: Visit): Promise<void> {
  const { documents, name } = world.sources.visits;
  await documents.send(new DeleteCommand({ TableName: name, Key: visitItemKey(visit) }));
}

/** Anna was shown the number before the call; Ben too, a little later, which is heard of when the call is matched already. */
async function annaThenLateBen() {
  const anna = await show(world.sources, number, 'anna', start - 300_000);
  await world.call({ call: 'a' });
  const ben = await show(world.sources, number, 'ben', start - 30_000, { source: 'bing' });
  return { anna, ben };
}

test('what is known now is said beside what was known then, and nothing is written', async () => {
  const { anna, ben } = await annaThenLateBen();
  await world.call({ call: 'b', number: '+12025550191', at: start + hour, caller: '+12025550124' });
  await world.ringing({ call: 'c', at: start + 2 * hour });
  const before = await everyItem();
  const answer = await rematched();
  expect(answer).toMatchObject({ calls: 2, unchanged: 1, notOver: 1, queued: 0 });
  expect(answer.items).toEqual([
    {
      call: 'a',
      site: 'shop',
      startedAt: iso(start),
      kind: 'other-visitor',
      why: expect.stringContaining(ben.visit),
      before: expect.objectContaining({
        method: 'lease',
        source: 'google',
        visit: anna.visit,
        visitor: 'anna',
        worth: [{ amount: '50.00', currency: 'EUR' }],
      }),
      after: expect.objectContaining({ method: 'lease', source: 'bing', visit: ben.visit, visitor: 'ben' }),
      conversions: { made: 1, changed: 0, retracted: 1 },
    },
  ]);
  expect(answer).not.toHaveProperty('cursor');
  expect(await everyItem()).toEqual(before);
  expect(await world.work()).toEqual([]);
});

test('with apply the call is settled so, as any other, and another time nothing changes', async () => {
  await annaThenLateBen();
  expect(await rematched({ apply: true })).toMatchObject({ queued: 1, items: [{ call: 'a' }] });
  // Asked again before it is settled: the answer may have been lost.
  expect(await rematched({ apply: true })).toMatchObject({ queued: 1 });
  expect(await world.work()).toEqual(['settle a', 'settle a']);
  const told = await detail('a');
  expect(told.match).toMatchObject({ method: 'lease', visit: { visitor: 'ben' } });
  expect(told.conversions).toMatchObject([
    { credit: 'gclid:gclid-anna', state: 'retired', revision: 2 },
    { credit: 'gclid:gclid-ben', state: 'open', revision: 1 },
  ]);
  expect(await rematched({ apply: true })).toMatchObject({ calls: 1, unchanged: 1, queued: 0, items: [] });
});

test('two at once, while news of the call come in, end with one conversion for who called', async () => {
  await annaThenLateBen();
  await Promise.all([rematched({ apply: true }), rematched({ apply: true })]);
  world.queue.resetHistory();
  await Promise.all([
    world.settleAgain('a'),
    world.call({ call: 'a' }),
    world.settleAgain('a'),
    request('POST /v1/calls/a/outcome', { eventId: 'x', outcome: 'called-back' }),
  ]);
  expect((await detail('a')).conversions).toMatchObject([
    { credit: 'gclid:gclid-anna', state: 'retired', revision: 2 },
    { credit: 'gclid:gclid-ben', state: 'open', revision: 1 },
  ]);
  expect(await rematched({ apply: true })).toMatchObject({ calls: 1, unchanged: 1, queued: 0 });
});

test('who withdraws, or whose pool goes, between what was said and what is settled is not made a match', async () => {
  const { anna, ben } = await annaThenLateBen();
  await rematched({ apply: true });
  await withdrawVisit(world.sources.visits, ben, start + hour);
  await world.work();
  const { match, conversions } = await detail('a');
  expect(JSON.stringify([match, conversions])).not.toContain(ben.visit);
  expect(conversions.filter(({ state }) => state === 'open')).toHaveLength(1);
  expect([anna.visit, undefined]).toContain(match.visit?.id);
  const again = await rematched({ apply: true });
  expect(again).toMatchObject({ calls: 1, queued: 0 });
});

test('a long time comes in parts, which together are the whole', async () => {
  for (const [index, call] of ['a', 'b', 'c', 'd', 'e'].entries()) {
    await world.call({ call, at: start + index * hour, number: '+12025550191' });
  }
  await putPool(world.sources, 'print', { source: 'poster' });
  const found: string[] = [];
  let cursor: string | undefined;
  let calls = 0;
  do {
    const part = await rematched({ limit: 2, cursor });
    found.push(...part.items.map(({ call }) => call));
    calls += part.calls;
    ({ cursor } = part);
  } while (cursor !== undefined);
  expect([found, calls]).toEqual([['e', 'd', 'c', 'b', 'a'], 5]);
});

test('present settings count: a pool that stands for another source by now', async () => {
  await world.call({ call: 'a', number: '+12025550191' });
  await putPool(world.sources, 'print', { source: 'poster' });
  const { items } = await rematched({ pool: 'print' });
  expect(items).toMatchObject([
    {
      kind: 'other-source',
      before: { method: 'source', source: 'print' },
      after: { method: 'source', source: 'poster' },
      conversions: { made: 1, retracted: 1 },
    },
  ]);
  expect(await rematched({ pool: 'web' })).toMatchObject({ calls: 0, items: [] });
});

describe('what a match was made of may be gone', () => {
  /** Why the call `a` keeps its match, whoever settles it; what it came to before is what it comes to then. */
  async function whyKept(): Promise<string | undefined> {
    const before = await detail('a');
    const answer = await rematched({ apply: true });
    expect(answer).toMatchObject({ calls: 1, unchanged: 0, queued: 0, items: [{ call: 'a', kind: 'kept' }] });
    await request('POST /v1/calls/a/outcome', { eventId: 'x', outcome: 'called-back' });
    world.queue.resetHistory();
    await world.settleAgain('a');
    const { match, conversions } = await detail('a');
    expect([match, conversions]).toEqual([before.match, before.conversions]);
    return answer.items[0]?.why;
  }

  test('its visits are kept no more', async () => {
    const anna = await show(world.sources, number, 'anna', start - 300_000);
    await world.call({ call: 'a' });
    await collect(anna);
    expect(await whyKept()).toContain('Its visits are kept no more.');
  });

  test('an older visit is left, and is not taken for it', async () => {
    await show(world.sources, number, 'zoe', start - 10 * hour);
    const anna = await show(world.sources, number, 'anna', start - 300_000);
    await world.call({ call: 'a' });
    await collect(anna);
    expect(await whyKept()).toContain('Its visits are kept no more.');
  });

  test('its visitor has withdrawn', async () => {
    const anna = await show(world.sources, number, 'anna', start - 300_000);
    await world.call({ call: 'a' });
    await withdrawVisit(world.sources.visits, anna, start + hour);
    expect(await whyKept()).toContain('withdrawn consent');
  });

  test('its pool is deleted', async () => {
    await world.call({ call: 'a', number: '+12025550191' });
    const { documents, name } = world.sources.settings;
    await documents.send(new DeleteCommand({ TableName: name, Key: { pk: 'SITE#shop', sk: 'POOL#print' } }));
    expect(await whyKept()).toContain('Its pool print is kept no more.');
    expect((await request('POST /v1/rematches', { ...thatTime, pool: 'print' })).status).toBe(404);
    expect(await rematched({ pool: 'print', site: 'shop' })).toMatchObject({ calls: 1 });
  });
});

test('a memory that is corrected is followed, though its visit is kept no more', async () => {
  const anna = await show(world.sources, number, 'anna', start - 300_000);
  await world.call({ call: 'a' });
  await show(world.sources, number, 'ben', start + hour);
  await world.call({ call: 'b', at: start + 2 * hour });
  expect((await detail('b')).match).toMatchObject({ method: 'caller-memory', visit: { id: anna.visit } });
  await collect(anna);
  const { items } = await rematched();
  expect(items.map(({ call, kind }) => [call, kind])).toEqual([['a', 'kept']]);
});

test('a rule judges from its own time on, and a score by the present points', async () => {
  await world.call({ call: 'a', talk: 90 });
  const value = { amount: '10.00', currency: 'EUR' };
  await request('PUT /v1/rules/later', { site: 'shop', conversion: { name: 'later', value }, destinations: [] });
  expect(await rematched()).toMatchObject({ unchanged: 1, items: [] });
  const score = [{ name: 'long', when: { talkSeconds: { gte: 60 } }, points: 30 }];
  expect((await request('PUT /v1/sites/shop', { ...shop, timeZone: 'UTC', score })).status).toBe(200);
  expect(await rematched()).toMatchObject({ items: [{ call: 'a', kind: 'conditions' }] });
});

test('a call that only a newer version can read keeps none of the others waiting', async () => {
  const { ben } = await annaThenLateBen();
  await world.call({ call: 'b', at: start + hour, caller: '+12025550124' });
  const { documents, name } = world.sources.calls;
  await documents.send(
    new PutCommand({
      TableName: name,
      Item: { pk: 'CALL#b', sk: 'CALL', site: 'shop', logKey: `${start + hour}#b`, rev: 'x' },
    }),
  );
  const answer = await rematched();
  expect(answer).toMatchObject({ unsupportedCalls: 1, items: [{ call: 'a', after: { visit: ben.visit } }] });
});

test('who is no admin, or of other sites, matches nothing', async () => {
  await annaThenLateBen();
  const operator = await world.addKey({ role: 'operator', source: 'desk' });
  const limited = await world.addKey({ role: 'admin', source: 'agency', sites: ['other'] });
  await request('PUT /v1/sites/other', { ...shop, siteKey: 'pk_other' });
  expect((await request('POST /v1/rematches', thatTime, operator)).status).toBe(403);
  const answer = await request('POST /v1/rematches', { ...thatTime, apply: true }, limited);
  expect(answer).toMatchObject({ status: 200, body: { calls: 0, queued: 0, items: [] } });
  expect((await request('POST /v1/rematches', { ...thatTime, site: 'shop' }, limited)).status).toBe(404);
  expect((await request('POST /v1/rematches', { ...thatTime, pool: 'web' }, limited)).status).toBe(404);
});

test('what does not fit is said', async () => {
  const refused = async (body: object) => {
    const { status, body: told } = await request('POST /v1/rematches', body);
    return [status, told.errors.map(({ field }) => field)];
  };
  expect(await refused({})).toEqual([400, ['from']]);
  expect(await refused({ from: 'yesterday' })).toEqual([400, ['from']]);
  expect(await refused({ from: thatTime.to, to: thatTime.from })).toEqual([400, ['from']]);
  expect(await refused({ ...thatTime, cursor: 'x' })).toEqual([400, ['cursor']]);
  expect(await refused({ ...thatTime, limit: 1000 })).toEqual([400, ['limit']]);
  expect(await refused({ ...thatTime, colour: 'red' })).toEqual([400, ['colour']]);
});

test('numbers that move pools, and visits that are told a day and a half late', async () => {
  await world.call({ call: 'a' });
  expect((await detail('a')).match).toMatchObject({ method: 'none', pool: 'web' });
  await giveRole(world.sources, number, { role: 'session', pool: 'other', since: start + 2 * hour });
  for (let later = 0; later < 10; later++)
    await show(world.sources, number, `later-${later}`, start + (3 + later) * hour);
  await show(world.sources, number, 'anna', start - 60_000);
  expect(await rematched()).toMatchObject({
    items: [{ kind: 'visitor-found', before: { method: 'none' }, after: { method: 'lease', visitor: 'anna' } }],
  });
});
