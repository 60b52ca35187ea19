import { noCounts } from '../../../lambdas/capacity/pool-counters.ts';
import { writeHourCounts } from '../../../lambdas/capacity/pool-counters-store.ts';
import { tableOf } from '../../../lambdas/platform/aws/table.ts';
import { freshTables, request, shop, shopAds, shopPrint } from './management-client.ts';

const hour = 3_600_000;

beforeEach(async () => {
  await freshTables();
  await request('PUT /v1/sites/shop', shop);
  await request('PUT /v1/pools/shop-ads', shopAds);
  await request('POST /v1/pools/shop-ads/numbers', { numbers: ['+493023125001', '+493023125002'] });
});

test('a pool that nobody asked says so', async () => {
  expect(await request('GET /v1/pools/shop-ads/status')).toMatchObject({
    status: 200,
    body: {
      size: 2,
      held: 0,
      free: 2,
      lastHour: { asked: 0, showsPerNumber: 0 },
      load: { hours: 0, visits: 0, arrivalsPerHour: 0 },
      advice: expect.stringContaining('Nobody has asked'),
    },
  });
});

test('a pool that was asked says how it did, what it needs and what that costs', async () => {
  const full = Math.floor(Date.now() / hour) * hour;
  const before = { asked: 60, leased: 40, returned: 5, refused: 15 };
  await writeHourCounts(tableOf('LEASES_TABLE'), 'one', {
    ...noCounts,
    pool: 'shop-ads',
    hour: full - 3 * hour,
    ...before,
  });
  const now = { asked: 8, leased: 6, refused: 2, bots: 70, noConsent: 3, elsewhere: 2, limited: 9 };
  await writeHourCounts(tableOf('LEASES_TABLE'), 'one', { ...noCounts, pool: 'shop-ads', hour: full, ...now });
  const { body } = await request('GET /v1/pools/shop-ads/status?price=1.15&currency=EUR');
  expect(body).toMatchObject({
    size: 2,
    lastHour: { ...now, coverage: 0.75, showsPerNumber: 3 },
    load: { hours: 3, visits: 68, arrivalsPerHour: 60, busiestHour: new Date(full - 3 * hour).toISOString() },
    targets: { coverage: 0.85, accuracy: 0.9 },
    numbersFor: [
      { coverage: 0.8, numbers: expect.any(Number), costPerMonth: { amount: expect.any(String), currency: 'EUR' } },
      { coverage: 0.9 },
      { coverage: 0.95 },
      { coverage: 0.99 },
    ],
    advice: expect.stringMatching(/^Too small: .* This rests on 68 visits within 3 hours\.$/),
  });
});

test.each(['price=cheap', 'price=1&currency=XXY'])('%s is refused by name', async (query) => {
  expect(await request(`GET /v1/pools/shop-ads/status?${query}`)).toMatchObject({ status: 400 });
});

test('a static pool has a size, and nothing to predict', async () => {
  await request('PUT /v1/pools/shop-print', shopPrint);
  expect((await request('GET /v1/pools/shop-print/status')).body).toEqual({
    pool: 'shop-print',
    site: 'shop',
    kind: 'source',
    size: 1,
    held: 0,
    free: 0,
    unconfirmed: 0,
    resting: 0,
  });
});
