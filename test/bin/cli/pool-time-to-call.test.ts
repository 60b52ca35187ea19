import { timeToCall } from '../../../bin/cli/pool-time-to-call/time-to-call.ts';
import { timeToCallText } from '../../../bin/cli/pool-time-to-call/time-to-call-text.ts';
import { timeToCallOf } from '../../browser/stub-site.ts';
import { freshTables, request, shop, shopAds } from '../../lambdas/handlers/management-client.ts';
import { serveManagement } from './serve-management.ts';

let management: Awaited<ReturnType<typeof serveManagement>>;
beforeAll(async () => {
  management = await serveManagement();
  await freshTables();
  await request('PUT /v1/sites/shop', shop);
  await request('PUT /v1/pools/shop-ads', shopAds);
});
afterAll(() => management.close());

test('prints what the API tells of a pool, for people and for programs', async () => {
  const text = await timeToCall('shop-ads', {}, management);
  expect(text).toMatch(/^within +shop-ads +any pool\n/);
  expect(text).toContain('accuracy, measured     not known yet\n');
  expect(text).toContain('\nNo call has taught anything of this pool yet, so it is taken to be as others are.\n');
  const told = JSON.parse(await timeToCall('shop-ads', { accuracy: 0.95, json: true }, management));
  expect(told).toMatchObject({ pool: 'shop-ads', advice: { accuracy: 0.95 } });
});

test('says why there is nothing to print', async () => {
  await expect(timeToCall('none', {}, management)).rejects.toThrow('there is no pool none');
});

test('one call is not told as many', () => {
  const measured = { share: 1, low: 0.2, high: 1, calls: 1 };
  expect(timeToCallText(timeToCallOf({ accuracy: { measured } }))).toContain('100 % (20 % to 100 %, by 1 call)\n');
});
