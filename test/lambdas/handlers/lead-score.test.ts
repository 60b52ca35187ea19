import { parse } from 'csv-parse/sync';
import { type CallWorld, callWorld, putRuleFor, sale, thatDay } from './call-world.ts';
import { rawRequest, request, shop } from './management-client.ts';

let world: CallWorld;
beforeEach(async () => {
  world = await callWorld();
});

const score = [
  { name: 'long talk', when: { talkSeconds: { gte: 30 } }, points: 40 },
  { name: 'sale', when: { revenue: { gt: '0' } }, points: 35 },
];
const site = { ...shop, timeZone: 'UTC', score };

test('a call scores by the points of its site, a rule may ask for it, and list, detail and export tell it', async () => {
  expect(await request('PUT /v1/sites/shop', site)).toMatchObject({ status: 200, body: { score } });
  await putRuleFor(world, { when: { score: { gte: 70 } } });
  await world.call({ call: 'a' });
  const told = async () => (await request('GET /v1/calls/a')).body;
  expect(await told()).toMatchObject({
    score: { points: 40, because: [score[0]!].map(({ name, points }) => ({ name, points })) },
  });
  expect(await told()).toMatchObject({ conversions: [] });
  await request('POST /v1/calls/a/outcome', sale('order-1'));
  await world.work();
  expect(await told()).toMatchObject({ score: { points: 75 }, conversions: [{ rule: 'talk', state: 'open' }] });
  expect((await request(`GET /v1/calls?${thatDay}`)).body.items).toMatchObject([{ score: { points: 75 } }]);
  const { body: file = '' } = await rawRequest(`GET /v1/calls.csv?${thatDay}`);
  expect(parse(file, { columns: true })).toMatchObject([{ call: 'a', score: '75' }]);
});

test('points that cannot be given are refused by name', async () => {
  const refused = async (wrong: object) => {
    const { status, body } = await request('PUT /v1/sites/shop', { ...site, score: [{ ...score[0], ...wrong }] });
    return [status, body.errors.map(({ field }) => field)];
  };
  expect(await refused({ points: 101 })).toEqual([400, ['score[0].points']]);
  expect(await refused({ when: { weather: 'fine' } })).toEqual([400, ['score[0].when.weather']]);
  expect(await refused({ when: { score: { gte: 5 } } })).toEqual([400, ['score[0].when']]);
  expect(await refused({ when: { any: [{ pool: 'gone' }] } })).toEqual([400, ['score[0].when.any[0].pool']]);
  expect(await refused({ when: { revenue: { gte: '0.005' } } })).toEqual([400, ['score[0].when.revenue.gte']]);
});
