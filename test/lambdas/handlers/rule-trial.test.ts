import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type TrialAnswer, trialAnswer } from '../../../lambdas/journal/rule-trial/trial-answer.ts';
import { start } from '../settle/call-house.ts';
import { type CallWorld, callWorld, ruleOf, sale, thatDay } from './call-world.ts';
import { request, shop, shopPrint } from './management-client.ts';

const hour = 3_600_000;
const [from, to] = thatDay.split('&').map((part) => part.split('=')[1]);
let world: CallWorld;

beforeEach(async () => {
  world = await callWorld();
});

const trial = (rule: object, more: object = {}, key?: string) =>
  request('POST /v1/rules/trial', { rule: ruleOf(rule), from, to, ...more }, key);
const tried = async (rule: object, more: object = {}): Promise<TrialAnswer> => {
  const { status, body } = await trial(rule, more);
  expect(status).toBe(200);
  return trialAnswer.parse(body);
};
const verdicts = ({ items }: TrialAnswer) => Object.fromEntries(items.map(({ call, verdict }) => [call, verdict]));

async function everyItem(): Promise<unknown[]> {
  const { settings, calls } = world.sources;
  const scans = [settings, calls].map(({ documents, name }) => documents.send(new ScanCommand({ TableName: name })));
  return (await Promise.all(scans)).map(({ Items }) => Items);
}

/** Three calls of one person, one of another, one that rings still. */
async function someCalls(): Promise<void> {
  await world.call({ call: 'a', talk: 90 });
  await world.call({ call: 'b', talk: 10, at: start + hour });
  await world.call({ call: 'c', talk: 120, at: start + 2 * hour });
  await world.call({ call: 'd', talk: 60, at: start + 3 * hour, caller: '+12025550124', number: '+12025550191' });
  await world.ringing({ call: 'e', at: start + 4 * hour });
}

test('it says of each call what the rule would make of it, though it is not there, and writes nothing', async () => {
  await someCalls();
  const before = await everyItem();
  const answer = await tried({ when: { talkSeconds: { gte: 60 } } });
  expect(answer.items.map(({ call, verdict, value }) => [call, verdict, value?.amount])).toEqual([
    ['e', 'not-judged', undefined],
    ['d', 'fits', '50.00'],
    ['c', 'fits', '50.00'],
    ['b', 'does-not-fit', undefined],
    ['a', 'fits', '50.00'],
  ]);
  expect(answer).toMatchObject({
    items: [{ call: 'e' }, { startedAt: new Date(start + 3 * hour).toISOString(), source: 'print' }, {}, {}, {}],
    sums: { calls: 5, fits: 3, doesNotFit: 1, unknown: 0, repeated: 0, notJudged: 1 },
  });
  expect(answer.sums.values).toEqual([{ amount: '150.00', currency: 'EUR' }]);
  expect(await everyItem()).toEqual(before);
});

test('a long trial comes in parts, which together are the whole', async () => {
  await someCalls();
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const body = await tried({ when: {} }, { limit: 2, ...(cursor !== undefined && { cursor }) });
    found.push(...body.items.map(({ call }) => call));
    expect(body.sums.calls).toBe(body.items.length);
    cursor = body.cursor;
  } while (cursor !== undefined);
  expect(found).toEqual(['e', 'd', 'c', 'b', 'a']);
});

test('of the calls of one caller the first that fits counts, also where it is in another part', async () => {
  await someCalls();
  const when = { talkSeconds: { gte: 60 } };
  const conversion = { name: 'lead', value: { perMinute: '1.00', currency: 'EUR' }, firstPerCallerInDays: 1 };
  const answer = await tried({ when, conversion });
  expect(verdicts(answer)).toEqual({ e: 'not-judged', d: 'fits', c: 'repeated', b: 'does-not-fit', a: 'fits' });
  expect(answer.sums.values).toEqual([{ amount: '2.50', currency: 'EUR' }]);
  expect(verdicts(await tried({ when, conversion }, { limit: 3 }))).toEqual({
    e: 'not-judged',
    d: 'fits',
    c: 'repeated',
  });
  const longer = { ...when, talkSeconds: { gte: 100 } };
  expect(verdicts(await tried({ when: longer, conversion }))).toMatchObject({ c: 'fits', a: 'does-not-fit' });
});

test('what was reported counts, with what revenue comes to', async () => {
  await someCalls();
  await request('POST /v1/calls/a/outcome', { ...sale('order-1', '100.00'), outcome: 'won', tags: ['vip'] });
  await world.work();
  const value = { shareOfRevenue: 0.25 };
  const answer = await tried({ when: { tags: 'vip', outcome: 'won' }, conversion: { name: 'sale', value } });
  expect(verdicts(answer)).toMatchObject({ a: 'fits', b: 'does-not-fit' });
  expect(answer.sums.values).toEqual([{ amount: '25.00', currency: 'EUR' }]);
  const all = await tried({ when: {}, conversion: { name: 'sale', value: 'revenue' } });
  expect(all.sums).toMatchObject({ fits: 1, doesNotFit: 3 });
});

test('days without calls, and what is wrong', async () => {
  await someCalls();
  expect(await tried({}, { from: '2026-10-01', to: '2026-10-31' })).toMatchObject({
    items: [],
    sums: { calls: 0 },
  });
  const fields = async (rule: object, more?: object) => {
    const { status, body } = await trial(rule, more);
    return [status, body.errors?.map(({ field }: { field: string }) => field)];
  };
  expect(await fields({ when: { weather: 'fine' } })).toEqual([400, ['rule.when.weather']]);
  expect(await fields({ when: { revenue: { gte: '0.001' } } })).toEqual([400, ['rule.when.revenue.gte']]);
  expect(await fields({ when: { not: { pool: ['shop-*', 'gone'] } } })).toEqual([400, ['rule.when.not.pool[1]']]);
  expect(await fields({}, { from: to, to: '2026-11-01' })).toEqual([400, ['from']]);
  expect(await fields({}, { cursor: 'eA' })).toEqual([400, ['cursor']]);
  expect(await fields({}, { limit: 501 })).toEqual([400, ['limit']]);
  expect(await fields({ site: 'nowhere' })).toEqual([404, undefined]);
});

test('a copy of a rule whose pool is gone can be tried', async () => {
  await request('PUT /v1/pools/shop-print', shopPrint);
  await request('PUT /v1/rules/print', ruleOf({ when: { pool: 'shop-print' } }));
  await request('DELETE /v1/pools/shop-print');
  expect(await trial({ when: { pool: 'shop-print' } })).toMatchObject({ status: 200 });
});

test('a key sees the calls of its sites only, and one of a CRM none', async () => {
  await request('PUT /v1/sites/other', { ...shop, siteKey: 'pk_other' });
  const limited = await world.addKey({ role: 'reader', source: 'agency', sites: ['other'] });
  const crm = await world.addKey({ role: 'crm', source: 'crm' });
  expect(await trial({}, {}, limited)).toMatchObject({ status: 404 });
  expect(await trial({ site: 'other' }, {}, limited)).toMatchObject({ status: 200 });
  expect(await trial({}, {}, crm)).toMatchObject({ status: 403 });
});
