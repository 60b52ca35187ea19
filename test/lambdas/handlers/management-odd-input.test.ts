import { type CallWorld, callWorld } from './call-world.ts';
import { type Answer, request, shop } from './management-client.ts';

let world: CallWorld;
beforeEach(async () => {
  world = await callWorld();
  await request('PUT /v1/sites/shop', { ...shop, timeZone: 'UTC' });
});

const fields = ({ status, body }: Answer): [number, string[]] => [status, body.errors?.map(({ field }) => field) ?? []];

/** Turns the direction of what stands after it. */
const turned = 'front \u202edesk';

test('what people write for people holds nothing that cannot be seen', async () => {
  await world.call({ call: 'a' });
  const caller = (note: string) => request('PUT /v1/sites/shop/callers/+12025550155', { list: 'ours', note });
  const site = (settings: object) => request('PUT /v1/sites/shop', { ...shop, timeZone: 'UTC', ...settings });
  const rule = { site: 'shop', conversion: { name: 'long', value: 'revenue' } };
  const pool = { site: 'shop', kind: 'source', source: 'print', numbers: ['+12025550144'] };
  const outcome = (report: object) => request('POST /v1/calls/a/outcome', { eventId: 'e', ...report });
  for (const text of [turned, 'a\u2066b', 'a\u200bb', 'a\u0000b', 'a\u2028b', 'a\nb']) {
    expect(fields(await caller(text))).toEqual([400, ['note']]);
    expect(fields(await site({ name: text }))).toEqual([400, ['name']]);
    expect(fields(await site({ tags: [{ tag: text, when: {} }] }))).toEqual([400, ['tags[0].tag']]);
    expect(fields(await site({ outcomes: [{ outcome: text }] }))).toEqual([400, ['outcomes[0].outcome']]);
    expect(fields(await site({ holidays: [{ date: '12-25', name: text }] }))).toEqual([400, ['holidays[0].name']]);
    expect(fields(await request('PUT /v1/rules/long', { ...rule, tags: [text] }))).toEqual([400, ['tags[0]']]);
    expect(fields(await request('PUT /v1/pools/print', { ...pool, campaign: text }))).toEqual([400, ['campaign']]);
    expect(fields(await outcome({ outcome: text }))).toEqual([400, ['outcome']]);
    expect(fields(await outcome({ tags: [text] }))).toEqual([400, ['tags[0]']]);
  }
  const whisper = { name: 'All', whisper: turned };
  expect(fields(await site({ routes: [whisper] }))).toEqual([400, ['routes[0].whisper']]);
  expect(await caller(' Zoë, נועה, 👩‍👩‍👧 ')).toMatchObject({ status: 200, body: { note: 'Zoë, נועה, 👩‍👩‍👧' } });
});

test('an id that a reporter has is theirs, whatever it holds', async () => {
  await world.call({ call: 'a' });
  expect((await request('POST /v1/calls/a/outcome', { eventId: turned, outcome: 'sold' })).status).toBe(202);
});

test('a list of nothing is no list', async () => {
  for (const query of ['tag=,,,', 'tag=', 'tag=vip,', 'status=', 'status=,', 'qualified=,']) {
    const [status, [named = '']] = fields(await request(`GET /v1/calls?${query}`));
    expect([query, status, named.replace(/\[.*/, '')]).toEqual([query, 400, query.replace(/=.*/, '')]);
  }
  expect((await request('GET /v1/calls?tag=vip,%20new&status=missed,%20busy')).status).toBe(200);
});

test('a number in a query is written in digits', async () => {
  for (const limit of ['1e2', '0x10', '%205', '5.0', '', '+5', '-1', '201', '١']) {
    expect(fields(await request(`GET /v1/calls?limit=${limit}`))).toEqual([400, ['limit']]);
  }
  expect(fields(await request('GET /v1/removed-numbers?site=shop&days=1e1'))).toEqual([400, ['days']]);
  expect((await request('GET /v1/calls?limit=007')).status).toBe(200);
});

test('what is only asked about is not said to be stored', async () => {
  const answer = await request('POST /v1/routes/explain', { site: 'shop', valueSoFar: 1e308 });
  expect(fields(answer)).toEqual([400, ['valueSoFar']]);
  expect(JSON.stringify(answer.body)).not.toContain('stored');
});

test('an id that is not found is repeated as far as somebody reads it', async () => {
  await world.call({ call: 'a' });
  const long = 'x'.repeat(5000);
  for (const path of [`calls/${long}`, `calls/${long}/recording`, `calls/a/recording?leg=${'y'.repeat(200)}`]) {
    const { status, body } = await request(`GET /v1/${path}`);
    expect(status).toBe(404);
    expect(body.detail.length).toBeLessThan(210);
  }
  expect((await request('GET /v1/calls/b')).body.detail).toBe('there is no call b');
});

test('a number of the site is blocked by mistake only, but may be that of staff', async () => {
  await request('PUT /v1/pools/print', {
    site: 'shop',
    kind: 'source',
    source: 'print',
    numbers: ['+12025550144'],
  });
  const list = (which: string) => request('PUT /v1/sites/shop/callers/+12025550144', { list: which });
  expect(await list('block')).toMatchObject({ status: 409, body: { detail: expect.stringContaining('pool print') } });
  expect((await list('ours')).status).toBe(200);
  await request('PUT /v1/sites/other', { ...shop, siteKey: 'pk_other' });
  const others = await request('PUT /v1/sites/other/callers/+12025550144', { list: 'block' });
  expect(others.status).toBe(200);
});
