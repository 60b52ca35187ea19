import type { Page } from 'playwright-core';
import type { StubManagement } from './stub-management.ts';
import { detailOf, listed } from './stub-site.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

let stub: StubManagement;
let page: Page;
let complaints: readonly string[];
let open: StubbedDashboard['open'];

/** What an API says that was upgraded while the dashboard stood open in a tab. */
const dashboard = stubbedDashboard({ locale: 'en-GB' });
beforeEach(async () => {
  ({ stub, page, complaints, open } = await dashboard());
});

test('a call with a status and a method that are not known is listed with their names', async () => {
  const item = { ...listed({ status: 'on-hold' }, { method: 'voice' }), sentiment: { score: 1 } };
  stub.answers.set('GET /v1/calls', () => ({ body: { items: [item, { id: 'no call' }], total: 1 } }));
  await open('#/calls');
  const rows = page.getByRole('table').getByRole('row');
  await rows.getByText('on-hold').waitFor();
  expect(await rows.count()).toBe(2);
  expect(await rows.nth(1).textContent()).toContain('voice, 88');
  expect(complaints).toEqual([]);
});

test('a call is shown without the parts that are not known', async () => {
  const { ledger, conversions, match, ...rest } = detailOf();
  const gift = { ...ledger[0], eventId: 'gift-1', revenue: { kind: 'gift', worth: 5 }, state: 'promised' };
  const deliveries = [{ ...conversions[0]!.deliveries[0], state: 'delegated' }];
  stub.answers.set('GET /v1/calls/call-1', () => ({
    body: {
      ...rest,
      match: { ...match, method: 'voice', visit: { ...match.visit, device: 'car' } },
      conversions: [{ ...conversions[0], state: 'frozen', deliveries }],
      ledger: [gift, ...ledger],
    },
  }));
  await open('#/calls/call-1');
  await page.getByText('promised').waitFor();
  const text = await page.locator('main').textContent();
  for (const word of ['gift-1', 'delegated', 'voice', 'car', 'order-17']) expect(text).toContain(word);
  expect(complaints).toEqual([]);
});

test('a pool of a kind that is not known is shown by what all have', async () => {
  const far = { id: 'far', site: 'shop', kind: 'satellite', source: 'orbit', medium: 'radio', orbit: 7 };
  const counts = { size: 0, held: 0, free: 0, unconfirmed: 0, resting: 0 };
  stub.answers.set('GET /v1/pools', () => ({ body: { items: [far, { id: 'x', site: 'shop', unsupported: true }] } }));
  stub.answers.set('GET /v1/pools/far', () => ({ body: far }));
  stub.answers.set('GET /v1/pools/far/status', () => ({
    body: { pool: 'far', site: 'shop', kind: 'satellite', ...counts },
  }));
  await open('#/pools');
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^far/ }) });
  await card.waitFor();
  expect(await card.textContent()).toContain('satellite');
  expect(await card.textContent()).toContain('orbit / radio');
  expect(complaints).toEqual([]);
});

test('calls that only a newer version can read are counted where they are missing', async () => {
  const note = (text: string) => page.getByRole('note').getByText(text);
  stub.answers.set('GET /v1/calls', ({ query }) => ({
    body: query.has('cursor')
      ? { items: [listed({ id: 'b' })], unsupportedCalls: 2 }
      : { items: [listed()], unsupportedCalls: 1, ...(query.has('from') && { cursor: 'next' }) },
  }));
  await open('#/calls');
  await note('One call that was written by a newer version of Leaseline is not listed.').waitFor();
  const sums = { calls: 1, firstTimeCallers: 1, answered: 1, missed: 0, qualified: 1, unqualified: 0, conversions: 0 };
  const total = { ...sums, averageWaitSeconds: null, averageTalkSeconds: null, revenue: null };
  stub.answers.set('GET /v1/reports/sources', () => ({
    body: { items: [{ source: 'google', medium: 'cpc', ...total }], total, unsupportedCalls: 7 },
  }));
  await open('#/journal?from=2026-05-01&to=2026-05-03');
  await note('7 calls that were written by a newer version of Leaseline are not counted.').waitFor();
  await page.getByRole('button', { name: 'Show earlier calls' }).click();
  await note('3 calls that were written by a newer version of Leaseline are not listed.').waitFor();
  expect(complaints).toEqual([]);
});
