import { parse } from 'csv-parse/sync';
import { type CallWorld, callWorld, sale, thatDay } from './call-world.ts';
import { rawRequest, request, shop } from './management-client.ts';

let world: CallWorld;
beforeEach(async () => {
  world = await callWorld();
});

const site = { ...shop, timeZone: 'UTC' };
const tags = [
  { tag: 'Long talk', when: { talkSeconds: { gte: 30 } } },
  { tag: 'sold', when: { revenue: { gt: '0' } } },
];
const told = async (id: string) =>
  (await request(`GET /v1/calls/${id}`)).body as unknown as { tags: string[]; conversions: unknown[] };
const listed = async (query: string) =>
  (await request(`GET /v1/calls?${thatDay}&${query}`)).body.items.map(
    (item) => (item as unknown as { call: { id: string } }).call.id,
  );

test('a site tags calls by conditions, beside what is reported; list, file and filter have them', async () => {
  expect(await request('PUT /v1/sites/shop', { ...site, tags })).toMatchObject({ status: 200, body: { tags } });
  await world.call({ call: 'a' });
  await world.call({ call: 'b', talk: 5, caller: '+12025550124' });
  expect([(await told('a')).tags, (await told('b')).tags]).toEqual([['Long talk'], []]);
  await request('POST /v1/calls/a/outcome', { ...sale('order-1'), tags: ['vip'] });
  await world.work();
  expect(await told('a')).toMatchObject({ tags: ['Long talk', 'sold', 'vip'], conversions: [] });
  expect(await listed('tag=long%20TALK')).toEqual(['a']);
  expect(await listed('tag=vip,nothing')).toEqual(['a']);
  expect(await listed('tag=talk')).toEqual([]);
  const { body: file = '' } = await rawRequest(`GET /v1/calls.csv?${thatDay}&tag=sold`);
  expect(parse(file, { columns: true })).toMatchObject([{ call: 'a', tags: 'Long talk; sold; vip' }]);
});

test('tags that cannot be given are refused by name', async () => {
  const refused = async (wrong: object) => {
    const { status, body } = await request('PUT /v1/sites/shop', { ...site, tags: [{ ...tags[0], ...wrong }] });
    return [status, body.errors.map(({ field }) => field)];
  };
  expect(await refused({ tag: '' })).toEqual([400, ['tags[0].tag']]);
  expect(await refused({ when: { weather: 'fine' } })).toEqual([400, ['tags[0].when.weather']]);
});

const outcomes = [
  { outcome: 'sold', label: 'Sold' },
  { outcome: 'no interest', lost: true },
];

test('a site with a list of outcomes takes no others', async () => {
  expect(await request('PUT /v1/sites/shop', { ...site, outcomes })).toMatchObject({ status: 200, body: { outcomes } });
  await world.call({ call: 'a' });
  const report = (outcome: string) => request('POST /v1/calls/a/outcome', { eventId: outcome, outcome });
  expect((await report('sold')).status).toBe(202);
  const refused = await report('Sold');
  expect([refused.status, refused.body.errors]).toEqual([
    400,
    [{ field: 'outcome', detail: 'must be one of sold, no interest' }],
  ]);
  expect((await request('POST /v1/calls/a/outcome', { eventId: 'x', tags: ['vip'] })).status).toBe(202);
});

test('without a list any text is an outcome; a list names each once', async () => {
  await world.call({ call: 'a' });
  expect((await request('POST /v1/calls/a/outcome', { eventId: 'x', outcome: 'whatever' })).status).toBe(202);
  const twice = await request('PUT /v1/sites/shop', { ...site, outcomes: [outcomes[0], outcomes[0]] });
  expect([twice.status, twice.body.errors.map(({ field }) => field)]).toEqual([400, ['outcomes']]);
});
