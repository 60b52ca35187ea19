import type { Page } from 'playwright-core';
import type { StubManagement } from './stub-management.ts';
import { detailOf, listed } from './stub-site.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

let stub: StubManagement;
let page: Page;
let open: StubbedDashboard['open'];

const dashboard = stubbedDashboard({ locale: 'en-GB', timezoneId: 'Asia/Tokyo' });
beforeEach(async () => {
  ({ stub, page, open } = await dashboard());
});

const answer = (call: string, body: unknown) => stub.answers.set(call, () => ({ body }));

test.each([
  ['#/pools', 'Live visits'],
  ['#/calls', '€1,250.00'],
  ['#/calls/call-1', 'order-17'],
  ['#/journal', '€1,250.00'],
  ['#/mails', 'a-campaign-with-a-long-name'],
])('%s fits a phone without scrolling sideways', async (hash, text) => {
  const worth = { conversions: 1, values: [{ amount: '1250.00', currency: 'EUR' }] };
  answer('GET /v1/calls', { items: [listed({ caller: null }), listed({ id: 'b' }, {}, worth)] });
  answer('GET /v1/calls/call-1', detailOf());
  answer('GET /v1/reports/sources', { items: [], total: {} });
  const sums = { recipients: 1000, numbers: 100, defaults: 900, clicks: 42, calls: 12, answered: 10, qualified: 7 };
  const earned = { ...sums, conversions: 5, revenue: [{ amount: '1290.50', currency: 'EUR' }] };
  const place = { site: 'shop', pool: 'mails', campaign: 'a-campaign-with-a-long-name-2026', creative: null };
  const row = { ...place, firstSentAt: null, lastSentAt: null, ...earned };
  answer('GET /v1/reports/recipients', { items: [row], total: earned, unsupportedCalls: 0 });
  answer('GET /local/softphone', { softphone: 'ready' });
  answer('GET /local/softphone/calls', { items: [] });
  await page.setViewportSize({ width: 360, height: 740 });
  await open(hash);
  await page.getByText(text).first().waitFor();
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(overflow)).toBe(0);
});
