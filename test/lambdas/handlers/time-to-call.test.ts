import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CallEvidence } from '../../../lambdas/calls/time-to-call/call-evidence.ts';
import { learnWhenDue } from '../../../lambdas/calls/time-to-call/learn-when-due.ts';
import { noCounts } from '../../../lambdas/capacity/pool-counters.ts';
import { writeHourCounts } from '../../../lambdas/capacity/pool-counters-store.ts';
import { timeToCallAnswer } from '../../../lambdas/journal/pools/time-to-call-answer.ts';
import { tableOf } from '../../../lambdas/platform/aws/table.ts';
import { seededRandom } from '../../bench/leases/random.ts';
import { playEvidence } from '../calls/time-to-call/played-evidence.ts';
import { freshTables, request, shop, shopAds, shopPrint } from './management-client.ts';

const hour = 3_600_000;
let addKey: Awaited<ReturnType<typeof freshTables>>['addKey'];

beforeEach(async () => {
  ({ addKey } = await freshTables());
  await request('PUT /v1/sites/shop', shop);
  await request('PUT /v1/pools/shop-ads', { ...shopAds, leaseSeconds: 1200 });
  const numbers = Array.from({ length: 20 }, (_, index) => `+4930231250${10 + index}`);
  await request('POST /v1/pools/shop-ads/numbers', { numbers });
  const full = Math.floor(Date.now() / hour) * hour;
  const counts = { ...noCounts, pool: 'shop-ads', hour: full - 3 * hour, asked: 20, leased: 20 };
  await writeHourCounts(tableOf('LEASES_TABLE'), 'one', counts);
});

async function tell(evidence: readonly CallEvidence[]) {
  const { documents, name } = tableOf('CALLS_TABLE');
  for (const one of evidence) {
    const sk = `EVIDENCE#${String(one.startedAt).padStart(13, '0')}#${one.call}`;
    await documents.send(new PutCommand({ TableName: name, Item: { pk: 'POOL#shop-ads', sk, ...one } }));
  }
}

/** 500 calls whose visitors are known, who took about two hours: a number goes to another visitor every 40 min. */
function afterTwoHours(): CallEvidence[] {
  const random = seededRandom(4);
  const timeToCall = () =>
    7200 * Math.exp(0.5 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
  const play = { lease: 1200, idle: 1200, timeToCall, clicks: 0.7, stay: 300, known: 1, unrelated: 0.08, calls: 900 };
  const { evidence } = playEvidence(play, random);
  const confirmed = evidence.filter((one) => one.confirmed !== undefined).slice(0, 500);
  const last = confirmed.at(-1)?.startedAt ?? 0;
  return evidence
    .filter(({ startedAt }) => startedAt <= last)
    .map((one) => ({ ...one, startedAt: one.startedAt - last + Date.now() - hour }));
}

const ask = async (query = '') => {
  const { status, body } = await request(`GET /v1/pools/shop-ads/time-to-call${query}`);
  expect(status).toBe(200);
  return timeToCallAnswer.parse(body);
};

test('a pool without calls is taken to be as others are', async () => {
  const { curve, learntFrom, accuracy, advice, ...told } = await ask();
  for (const { share, starting } of curve) expect(share).toBe(starting);
  expect(learntFrom).toEqual({ calls: 0, confirmed: { click: 0, phoneCode: 0, callerMemory: 0 } });
  expect(told).toMatchObject({ pool: 'shop-ads', site: 'shop', leaseSeconds: 1200, withinLease: 0.8692 });
  expect(accuracy.measured).toBeUndefined();
  expect(advice.text).toMatch(/^The lease of 20 min is long enough: .* No call has taught anything of this pool yet/);
});

test('visitors who call after two hours: within 500 confirmed calls curve, forecast and advice follow', async () => {
  const before = await ask();
  await tell(afterTwoHours());
  const after = await ask();
  expect([before.learntFrom.calls, before.medianSeconds < 400]).toEqual([0, true]);
  const { click, phoneCode, callerMemory } = after.learntFrom.confirmed;
  expect(click + phoneCode + callerMemory).toBe(500);

  const within = (answer: typeof after, seconds: number) =>
    answer.curve.find((point) => point.seconds === seconds)?.share ?? Number.NaN;
  expect(within(before, 3600)).toBeGreaterThan(0.9);
  expect(within(after, 3600)).toBeLessThan(0.25);
  expect(Math.abs(within(after, 7200) - 0.5)).toBeLessThan(0.1);
  expect(after.curve.map(({ starting }) => starting)).toEqual(before.curve.map(({ starting }) => starting));

  expect(before.accuracy.forecast).toBeGreaterThan(0.9);
  expect(after.accuracy.forecast).toBeLessThan(0.5);
  const { share, low, high, calls } = after.accuracy.measured ?? { share: 1, low: 0, high: 1, calls: 0 };
  expect([low < share, share < high, share < 0.3, calls]).toEqual([true, true, true, 500]);

  expect(before.advice.leaseSeconds).toBeLessThan(1200);
  expect(after.advice.leaseSeconds).toBeGreaterThan(2.5 * 3600);
  expect(after.advice.leaseSeconds).toBeLessThan(6 * 3600);
  expect(after.advice.text).toMatch(/^An accuracy of 90 % needs a lease of \d h .* 20 numbers/);
  expect(after.advice.text).toContain('of which 500 are confirmed');
});

test('the status of the pool goes by what was learnt, too', async () => {
  const evidence = afterTwoHours();
  await tell(evidence);
  await learnWhenDue(tableOf('CALLS_TABLE'), 'shop-ads', evidence.length, Date.now());
  const { body } = await request('GET /v1/pools/shop-ads/status');
  expect(body).toMatchObject({
    predicted: { coverage: expect.any(Number) },
    advice: expect.stringMatching(/^Too small: .* A lease of \d h would give the accuracy too/),
  });
});

test('another accuracy is asked for; what is none is refused', async () => {
  expect((await ask('?accuracy=0.95')).advice.accuracy).toBe(0.95);
  for (const query of ['?accuracy=1', '?accuracy=0', '?accuracy=much', '?accuracy=', '?coverage=0.9']) {
    expect(await request(`GET /v1/pools/shop-ads/time-to-call${query}`)).toMatchObject({ status: 400 });
  }
});

test('a pool that leases nothing has no time to call, and nobody learns of a pool of another site', async () => {
  await request('PUT /v1/pools/shop-print', shopPrint);
  expect(await request('GET /v1/pools/shop-print/time-to-call')).toMatchObject({ status: 409 });
  const key = await addKey({ secret: 'theirs', role: 'reader', source: 'test', sites: ['bakery'] });
  expect(await request('GET /v1/pools/shop-ads/time-to-call', undefined, key)).toMatchObject({ status: 404 });
  expect(await request('GET /v1/pools/none/time-to-call')).toMatchObject({ status: 404 });
});
