import type { Page } from 'playwright-core';
import { reconciliationLines } from '../../lambdas/journal/reconciliation/reconciliation-line.ts';
import { expectSoon } from './expect-soon.ts';
import type { StubManagement } from './stub-management.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

let stub: StubManagement;
let page: Page;
let complaints: readonly string[];
let open: StubbedDashboard['open'];

const none = Object.fromEntries(reconciliationLines.map((line) => [line, 0]));
const ads = {
  ...none,
  day: '2026-05-01',
  destination: 'ads',
  conversions: 7,
  sent: 4,
  counted: 3,
  accepted: 1,
  parked: 2,
  noConsent: 1,
};
const hook = { ...none, day: '2026-05-01', destination: 'hook', conversions: 7, sent: 5, counted: 5, waiting: 2 };
const paused = { why: 'gone', detail: 'the receiver says that it is gone (410)', since: '2026-05-01T10:00:00.000Z' };

const dashboard = stubbedDashboard({ locale: 'en-GB' });
beforeEach(async () => {
  ({ stub, page, complaints, open } = await dashboard());
  stub.answers.set('GET /v1/destinations', () => ({
    body: {
      items: [
        { id: 'ads', site: 'shop', type: 'google-ads' },
        { id: 'hook', site: 'shop', type: 'webhook', paused },
      ],
    },
  }));
  stub.answers.set('GET /v1/destination-types', () => ({
    body: { items: [{ type: 'google-ads', test: 'checked' }, { type: 'webhook', test: 'marked' }, { type: 'email' }] },
  }));
  stub.answers.set('GET /v1/reconciliation', ({ query }) => ({
    body: query.has('cursor')
      ? { items: [{ ...ads, day: '2026-05-02' }] }
      : { items: [ads, hook], cursor: '2026-05-02' },
  }));
  stub.answers.set('GET /v1/reconciliation/conversions', () => ({
    body: {
      items: [
        {
          conversion: 'c1',
          call: 'call-1',
          name: 'sale',
          value: { amount: '129.50', currency: 'EUR' },
          revision: 1,
          occurredAt: '2026-05-01T10:00:00.000Z',
          destination: 'ads',
          delivery: 'd1',
          line: 'parked',
          reason: 'rejected (gclid): too long',
          attempts: 1,
        },
      ],
    },
  }));
});

const asked = (call: string) => stub.requests.filter((request) => request.call === call);

async function rowsOf(region: string): Promise<(string | null)[][]> {
  const table = page.getByRole('region', { name: region }).getByRole('table');
  await table.waitFor();
  const rows = await table.getByRole('row').all();
  return Promise.all(rows.map(async (row) => row.locator('th, td').allTextContents()));
}

test('days and destinations with their lines, and the sum of all parts', async () => {
  await open('#/deliveries?from=2026-05-01&to=2026-05-02');
  expect(await rowsOf('Reconciliation')).toEqual([
    [
      'Day',
      'Destination',
      'Conversions',
      'Sent',
      'Waiting',
      'Accepted',
      'Counted',
      'Not matched',
      'No consent',
      'Parked',
    ],
    ['2026-05-01', 'ads', '7', '4', '0', '1', '3', '0', '1', '2'],
    ['2026-05-01', 'hook', '7', '5', '2', '0', '5', '0', '0', '0'],
    ['2026-05-02', 'ads', '7', '4', '0', '1', '3', '0', '1', '2'],
    ['All', '', '21', '13', '2', '2', '11', '0', '2', '4'],
  ]);
  expect(complaints).toEqual([]);
});

test('a figure leads to its conversions, and they to their calls', async () => {
  await open('#/deliveries?from=2026-05-01&to=2026-05-02');
  await page.getByRole('link', { name: '2', exact: true }).last().waitFor();
  await page
    .getByRole('row', { name: /2026-05-01 ads/ })
    .getByRole('link', { name: '2' })
    .click();
  const [, row] = await rowsOf('Parked, ads, 2026-05-01');
  expect(row?.slice(1)).toEqual(['ads', 'sale', '€129.50', 'rejected (gclid): too long']);
  const [query] = asked('GET /v1/reconciliation/conversions').map((request) => Object.fromEntries(request.query));
  expect(query).toMatchObject({
    site: 'shop',
    from: '2026-05-01',
    to: '2026-05-01',
    line: 'parked',
    destination: 'ads',
  });
  expect(await page.getByRole('region', { name: 'Parked, ads' }).getByRole('link').getAttribute('href')).toBe(
    '#/calls/call-1',
  );
});

test('a paused destination says why, and is resumed; all that is parked is sent again, round after round', async () => {
  stub.answers.set('POST /v1/destinations/hook/resume', () => ({ body: { id: 'hook' } }));
  stub.answers.set('POST /v1/destinations/ads/redrive', ({ body }) => ({
    body: { redriven: 2, left: 0, ...((body as { cursor?: string }).cursor === undefined && { cursor: 'next' }) },
  }));
  await open('#/deliveries?from=2026-05-01&to=2026-05-02');
  const row = page.getByRole('row', { name: /hook webhook/ });
  expect(await row.textContent()).toMatch(
    /Paused since .*: the receiver says that it is gone \(410\)\. What is for it waits\./,
  );
  await row.getByRole('button', { name: 'Resume' }).click();
  await expectSoon(() => asked('POST /v1/destinations/hook/resume').length, 1);
  await page.getByRole('button', { name: 'Send all parked again' }).click();
  await expectSoon(() => asked('POST /v1/destinations/ads/redrive').map(({ body }) => body), [{}, { cursor: 'next' }]);
  if (process.env.SCREENSHOT !== undefined) await page.screenshot({ path: process.env.SCREENSHOT, fullPage: true });
  expect(complaints).toEqual([]);
});

test('what can be tried out is, by a button, which says what the receiver answered', async () => {
  stub.answers.set('GET /v1/destinations', () => ({
    body: {
      items: [
        { id: 'ads', site: 'shop', type: 'google-ads' },
        { id: 'hook', site: 'shop', type: 'webhook', paused },
        { id: 'tool', site: 'shop', type: 'webhook' },
        { id: 'team', site: 'shop', type: 'email' },
        { id: 'new', site: 'shop', type: 'of-tomorrow' },
      ],
    },
  }));
  const answers = [
    { passed: false, outcome: 'rejected', detail: 'it answered 400: no such account', status: 400 },
    { passed: true, outcome: 'delivered', detail: 'it was checked, and nothing kept', status: 200 },
  ];
  stub.answers.set('POST /v1/destinations/ads/test', () => ({
    body: { id: 't', test: 'checked', ...answers.shift() },
  }));
  await open('#/deliveries?from=2026-05-01&to=2026-05-02');
  const button = (row: RegExp) => page.getByRole('row', { name: row }).getByRole('button', { name: 'Send a test' });
  await button(/ads google-ads/).click();
  const said = page.getByRole('row', { name: /ads google-ads/ }).getByRole('status');
  await expectSoon(() => said.textContent(), 'The test failed: it answered 400: no such account');
  await button(/ads google-ads/).click();
  await expectSoon(() => said.textContent(), 'The test passed: it was checked, and nothing kept');
  // A paused one is sent nothing, and the other two have no way that does not count.
  expect(await button(/tool webhook/).count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Send a test' }).count()).toBe(2);
  stub.answers.set('POST /v1/destinations/tool/test', () => ({
    status: 409,
    body: { title: 'Conflict', detail: 'destination tool is paused' },
  }));
  await button(/tool webhook/).click();
  await page
    .getByRole('row', { name: /tool webhook/ })
    .getByText('destination tool is paused')
    .waitFor();
});

test('an API that does not know types of destinations yet offers no tests', async () => {
  stub.answers.delete('GET /v1/destination-types');
  await open('#/deliveries?from=2026-05-01&to=2026-05-02');
  await page.getByRole('row', { name: /ads google-ads/ }).waitFor();
  expect(await page.getByRole('button', { name: 'Send a test' }).count()).toBe(0);
});
