import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expectSoon } from './expect-soon.ts';
import type { StubManagement } from './stub-management.ts';
import { listed } from './stub-site.ts';
import { type StubbedDashboard, stubbedDashboard } from './stubbed-dashboard.ts';

let stub: StubManagement;
let page: Page;
let complaints: readonly string[];
let open: StubbedDashboard['open'];

const google = {
  source: 'google',
  medium: 'cpc',
  calls: 3,
  firstTimeCallers: 2,
  answered: 2,
  missed: 1,
  qualified: 1,
  unqualified: 0,
  averageWaitSeconds: 8.4,
  averageTalkSeconds: 134.2,
  conversions: 2,
  revenue: { amount: '1290.50', currency: 'EUR' },
};
const print = { ...google, source: 'print', medium: 'none', calls: 1, averageTalkSeconds: null, revenue: null };

const dashboard = stubbedDashboard({ locale: 'en-GB' });
beforeEach(async () => {
  ({ stub, page, complaints, open } = await dashboard());
  stub.answers.set('GET /v1/reports/sources', () => ({
    body: { items: [google, print], total: { ...google, calls: 4 } },
  }));
});

/** Queries of a call, without those that look for numbers in no pool. */
const queriesOf = (call: string) =>
  stub.requests
    .filter((request) => request.call === call && request.query.get('site') === 'shop')
    .map(({ query }) => Object.fromEntries(query));

test('sums by source over the chosen days, and a row for all', async () => {
  await open('#/journal?from=2026-05-01&to=2026-05-03');
  const table = page.getByRole('region', { name: 'By source' }).getByRole('table');
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
    ['google / cpc', '3', '2', '2', '1', '1', '0', '0:08', '2:14', '2', '€1,290.50'],
    ['print / none', '1', '2', '2', '1', '1', '0', '0:08', '–none', '2', '–none'],
    ['All', '4', '2', '2', '1', '1', '0', '0:08', '2:14', '2', '€1,290.50'],
  ]);
  expect(queriesOf('GET /v1/reports/sources')).toEqual([{ site: 'shop', from: '2026-05-01', to: '2026-05-03' }]);
  expect(complaints).toEqual([]);
});

test('filters ask anew, are kept in the address, and are taken back by "back"', async () => {
  await open('#/journal?from=2026-05-01&to=2026-05-03');
  const filters = page.getByRole('form', { name: 'Filters' });
  await page.getByText('No call fits these filters').waitFor();
  await filters.getByLabel('Source').selectOption('google');
  await filters.getByLabel('Status').selectOption('missed');
  await filters.getByLabel('Qualified').selectOption('qualified');
  await filters.getByLabel('Text').fill('spring');
  const days = { site: 'shop', from: '2026-05-01', to: '2026-05-03', limit: '50' };
  await expectSoon(() => queriesOf('GET /v1/calls').at(-1), {
    ...days,
    source: 'google',
    status: 'missed',
    qualified: 'qualified',
    q: 'spring',
  } as never);
  await filters.getByLabel('From').fill('2026-04-30');
  await expectSoon(() => queriesOf('GET /v1/calls').at(-1)?.from, '2026-04-30');
  await page.reload();
  await expectSoon(() => filters.getByLabel('Text').inputValue(), 'spring');
  expect(await filters.getByLabel('From').inputValue()).toBe('2026-04-30');
  expect(await filters.getByLabel('Qualified').inputValue()).toBe('qualified');
  await page.goBack();
  await expectSoon(() => filters.getByLabel('From').inputValue(), '2026-05-01');
  await filters.getByRole('link', { name: 'Today' }).click();
  await expectSoon(() => queriesOf('GET /v1/calls').at(-1)?.status, 'missed');
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format();
  await expectSoon(() => filters.getByLabel('From').inputValue(), today);
});

test('the list goes on with the cursor', async () => {
  stub.answers.set('GET /v1/calls', ({ query }) => {
    const cursor = query.get('cursor');
    const id = cursor ?? '1';
    return {
      body: {
        items: [listed({ id, caller: `+1212555012${id}` })],
        ...(id < '3' && { cursor: String(Number(id) + 1) }),
      },
    };
  });
  await open('#/journal');
  const calls = page.getByRole('region', { name: /^Calls/ });
  const more = calls.getByRole('button', { name: 'Show earlier calls' });
  await more.click();
  await calls.getByText('+1 212 555 0122').waitFor();
  await more.click();
  await calls.getByText('+1 212 555 0123').waitFor();
  await more.waitFor({ state: 'detached' });
  expect(await calls.getByRole('row').count()).toBe(4);
  expect(await calls.getByRole('heading').textContent()).toBe('Calls 3');
});

test('the file has the same filters, and the key travels in a header', async () => {
  stub.answers.set('GET /v1/calls.csv', () => ({ type: 'text/csv', body: 'call,site\r\ncall-1,shop\r\n' }));
  await open('#/journal?from=2026-05-01&to=2026-05-03&status=missed&qualified=unqualified');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('calls-shop-2026-05-01-2026-05-03.csv');
  expect(await readFile(await download.path(), 'utf8')).toBe('call,site\r\ncall-1,shop\r\n');
  const asked = stub.requests.find(({ call }) => call === 'GET /v1/calls.csv')!;
  expect(Object.fromEntries(asked.query)).toEqual({
    site: 'shop',
    from: '2026-05-01',
    to: '2026-05-03',
    status: 'missed',
    qualified: 'unqualified',
  });
  expect(asked.authorization).toBe('Bearer secret');
  expect(complaints).toEqual([]);
});

test('a file in parts is put together; when one fails that is said, and nothing is saved', async () => {
  let isDown = true;
  stub.answers.set('GET /v1/calls.csv', ({ query }) => {
    const part = Number(query.get('cursor') ?? '0');
    if (part === 2 && isDown) return { status: 503, body: { message: 'Service Unavailable' } };
    const link = `</v1/calls.csv?site=shop&cursor=${part + 1}>; rel="next"`;
    return { type: 'text/csv', body: `part ${part}\r\n`, ...(part < 3 && { headers: { link } }) };
  });
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await open('#/journal?from=2026-05-01&to=2026-05-03');
  const button = page.getByRole('button', { name: 'Download CSV' });
  await button.click();
  await page.getByRole('alert').getByText('The API could not answer').waitFor();
  expect(downloads).toEqual([]);
  isDown = false;
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  expect(await readFile(await download.path(), 'utf8')).toBe('part 0\r\npart 1\r\npart 2\r\npart 3\r\n');
  await expectSoon(() => page.getByRole('alert').count(), 0);
});

test('what the API refuses is told; reading again makes it good', async () => {
  const errors = [{ field: 'from', detail: 'must be at most 366 days before to' }];
  stub.answers.set('GET /v1/reports/sources', () => ({ status: 400, body: { detail: 'no', errors } }));
  await open('#/journal?from=2020-01-01&to=2026-05-03');
  await page.getByRole('alert').getByText('from must be at most 366 days before to').waitFor();
  stub.answers.set('GET /v1/reports/sources', () => ({ body: { items: [google], total: google } }));
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByRole('cell', { name: '€1,290.50' }).first().waitFor();
  await expectSoon(() => page.getByRole('alert').count(), 0);
});

test('what was said is compared: how often such calls convert, beside the others', async () => {
  const sums = { calls: 0, answered: 0, converted: 0, conversionRate: null, conversions: 0, values: [] };
  const values = [{ amount: '150.00', currency: 'EUR' }];
  const fitting = { calls: 4, answered: 3, converted: 1, conversionRate: 0.25, conversions: 2, values };
  stub.answers.set('GET /v1/reports/conversations', () => ({
    body: { fitting, others: { ...sums, calls: 8, conversionRate: 0 }, unknown: sums, unsupportedCalls: 0 },
  }));
  await open('#/journal?from=2026-05-01&to=2026-05-03&status=completed&said=contoso');
  const table = page.getByRole('region', { name: 'With “contoso”' }).getByRole('table');
  await table.waitFor();
  const rows = await Promise.all(
    (await table.getByRole('row').all()).slice(1).map((row) => row.getByRole('cell').allTextContents()),
  );
  expect(rows).toEqual([
    ['4', '3', '1', '25.0 %', '€150.00'],
    ['8', '0', '0', '0.0 %', '–none'],
    ['0', '0', '0', '–none', '–none'],
  ]);
  const asked = { site: 'shop', from: '2026-05-01', to: '2026-05-03', status: 'completed', said: 'contoso' };
  expect(queriesOf('GET /v1/reports/conversations')).toEqual([asked]);
  await page.getByLabel('Said').fill('');
  await table.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
