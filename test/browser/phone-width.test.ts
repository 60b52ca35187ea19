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
])('%s fits a phone without scrolling sideways', async (hash, text) => {
  const worth = { conversions: 1, values: [{ amount: '1250.00', currency: 'EUR' }] };
  answer('GET /v1/calls', { items: [listed({ caller: null }), listed({ id: 'b' }, {}, worth)] });
  answer('GET /v1/calls/call-1', detailOf());
  answer('GET /v1/reports/sources', { items: [], total: {} });
  answer('GET /local/softphone', { softphone: 'ready' });
  answer('GET /local/softphone/calls', { items: [] });
  await page.setViewportSize({ width: 360, height: 740 });
  await open(hash);
  await page.getByText(text).first().waitFor();
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(overflow)).toBe(0);
});
