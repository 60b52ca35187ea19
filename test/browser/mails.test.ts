import type { Page } from 'playwright-core';
import { expectSoon } from './expect-soon.ts';
import type { StubManagement } from './stub-management.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

let stub: StubManagement;
let page: Page;
let complaints: readonly string[];
let open: StubbedDashboard['open'];

const sums = {
  recipients: 1000,
  numbers: 100,
  defaults: 900,
  clicks: 42,
  calls: 12,
  answered: 10,
  qualified: 7,
  conversions: 5,
  revenue: [{ amount: '1290.50', currency: 'EUR' }],
};
const none = {
  recipients: 0,
  numbers: 0,
  defaults: 0,
  clicks: 0,
  answered: 0,
  qualified: 0,
  conversions: 0,
  revenue: [],
};
const sentAt = '2026-05-01T08:00:00.000Z';
const spring = {
  site: 'shop',
  pool: 'shop-mails',
  campaign: 'spring',
  creative: 'red',
  firstSentAt: sentAt,
  lastSentAt: sentAt,
  ...sums,
};
const nobody = { ...spring, campaign: null, creative: null, firstSentAt: null, lastSentAt: null, ...none, calls: 3 };

const dashboard = stubbedDashboard({ locale: 'en-GB' });
beforeEach(async () => {
  ({ stub, page, complaints, open } = await dashboard());
  stub.answers.set('GET /v1/reports/recipients', () => ({
    body: { items: [spring, nobody], total: { ...sums, calls: 15 }, unsupportedCalls: 0 },
  }));
});

test('sums by campaign and creative over the chosen days, and a row for all', async () => {
  await open('#/mails?from=2026-05-01&to=2026-05-03');
  const table = page.getByRole('region', { name: 'By campaign' }).getByRole('table');
  await table.waitFor();
  const rows = await Promise.all(
    (await table.getByRole('row').all())
      .slice(1)
      .map(async (row) => [
        await row.getByRole('rowheader').textContent(),
        ...(await row.getByRole('cell').allTextContents()),
      ]),
  );
  expect(rows).toEqual([
    ['spring red', '1000', '100', '900', '42', '12', '10', '7', '5', '€1,290.50'],
    ['No recipient known, of the numbers of shop-mails', '0', '0', '0', '0', '3', '0', '0', '0', '–none'],
    ['All', '1000', '100', '900', '42', '15', '10', '7', '5', '€1,290.50'],
  ]);
  const [asked] = stub.requests.filter(({ call }) => call === 'GET /v1/reports/recipients');
  expect(Object.fromEntries(asked!.query)).toEqual({ site: 'shop', from: '2026-05-01', to: '2026-05-03' });
  expect(await page.title()).toBe('Mails · Leaseline');
  expect(complaints).toEqual([]);
});

test('a campaign leads to its calls', async () => {
  await open('#/mails?from=2026-05-01&to=2026-05-03');
  const link = page.getByRole('link', { name: 'spring' });
  expect(await link.getAttribute('href')).toBe('#/journal?from=2026-05-01&to=2026-05-03&q=spring');
});

test('other days ask anew, and are kept in the address', async () => {
  await open('#/mails?from=2026-05-01&to=2026-05-03');
  const lastAsked = () =>
    stub.requests.findLast(({ call }) => call === 'GET /v1/reports/recipients')?.query.get('from');
  await page.getByRole('form', { name: 'Days' }).getByLabel('From').fill('2026-04-30');
  await expectSoon(lastAsked, '2026-04-30');
  await page.reload();
  await expectSoon(() => page.getByLabel('From').inputValue(), '2026-04-30');
});

test('says so where nothing was sent, and where the report was refused', async () => {
  stub.answers.set('GET /v1/reports/recipients', () => ({
    body: { items: [], total: { ...none, calls: 0 }, unsupportedCalls: 0 },
  }));
  await open('#/mails');
  await page.getByText('No mail with numbers was sent in these days').waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  const detail = 'these are more than 50000 calls; ask for fewer days at a time, or for one site';
  stub.answers.set('GET /v1/reports/recipients', () => ({ status: 400, body: { title: 'Bad Request', detail } }));
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByText('these are more than 50000 calls').waitFor();
});
