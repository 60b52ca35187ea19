import type { Browser, BrowserContext, Page } from 'playwright-core';
import { management } from '../e2e/management.ts';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { launchChromium } from './chromium.ts';
import { complaintsOf } from './complaints.ts';
import { expectSoon } from './expect-soon.ts';

let run: LocalRun;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [run, browser] = await Promise.all([startLocalRun(), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await run?.discard();
});

beforeEach(async () => {
  context = await browser.newContext();
  complaints = complaintsOf(context);
  page = await context.newPage();
  await page.goto(`${run.url}/dashboard/`);
});
afterEach(() => context.close());

async function signIn(key = run.key): Promise<void> {
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('shows the number that a visitor holds, and the visit’s campaign', async () => {
  const shop = await context.newPage();
  await shop.goto(`${run.url}/demo/?gclid=abc&utm_campaign=spring`);
  await expectSoon(async () => (await shop.textContent('.phone'))?.endsWith('0199'), false);
  const shown = (await shop.textContent('.phone'))!.slice(-4);

  await page.bringToFront();
  await signIn();
  const row = page.getByRole('row').filter({ hasText: `555-${shown}` });
  await row.waitFor();
  const cells = await row.getByRole('cell').allTextContents();
  expect(cells.slice(1, 4)).toEqual(['google / cpc', 'spring', `${run.url.replace('http://', '')}/demo/`]);
  const pool = page.getByRole('listitem').filter({ hasText: 'demo-web' });
  expect(await pool.getByRole('definition').allTextContents()).toEqual(expect.arrayContaining(['1', '49', '50']));
  // Beside it stands the picture of how soon callers call, once that is read.
  await pool.getByRole('img', { name: '1 of 50 numbers held' }).waitFor();
  await pool.getByText(/This rests on 1 visit within less than an hour/).waitFor();
  await pool.getByText('Numbers for each coverage').click();
  expect(await pool.getByRole('list').getByRole('listitem').first().textContent()).toMatch(/^for 80 % \d+ numbers/);
  expect(await page.getByRole('listitem').filter({ hasText: 'demo-print' }).textContent()).toContain('555-0191');
  expect(complaints).toEqual([]);
});

test('names both pools whose rules overlap, and the numbers that were taken out', async () => {
  const api = management(run);
  const pool = { site: 'demo', kind: 'session', source: 'print', when: [{ medium: 'print' }] };
  await api.must('PUT /v1/pools/demo-one', { ...pool, order: 1, defaultNumber: '+12125550101' });
  await api.must('PUT /v1/pools/demo-two', { ...pool, order: 2, source: 'two', defaultNumber: '+12125550102' });
  await api.must('POST /v1/pools/demo-one/numbers', { numbers: ['+12125550103'] });
  await api.must('DELETE /v1/pools/demo-one/numbers/%2B12125550103');
  await signIn();
  const warning = page.getByRole('list', { name: 'Warnings about the rules of demo-two' });
  expect(await warning.textContent()).toMatch(/demo-one comes before demo-two/);
  await page.getByText('Which of them can be given back').click();
  const row = page.getByRole('row').filter({ hasText: '(212) 555-0103' });
  await row.waitFor();
  expect((await row.getByRole('cell').allTextContents()).slice(0, 2)).toEqual(['too early', 'demo-one']);
  expect(complaints).toEqual([]);
  for (const id of ['demo-one', 'demo-two']) await api.must(`DELETE /v1/pools/${id}`);
});

test('a wrong key is told in words, and the right one is kept for the tab only', async () => {
  await signIn('wrong');
  expect(await page.getByRole('alert').textContent()).toContain('This API key is not known');
  await signIn();
  await page.getByRole('heading', { name: 'Live visits' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Live visits' }).waitFor();
  const other = await context.newPage();
  await other.goto(`${run.url}/dashboard/`);
  await other.getByLabel('API key').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('API key').waitFor();
  expect(await page.evaluate('JSON.stringify([sessionStorage, localStorage])')).not.toContain(run.key);
});

test('what was last known stays in sight while the API fails', async () => {
  await signIn();
  await page.getByText('demo-web').first().waitFor();
  await context.route('**/v1/**', (route) => route.fulfill({ status: 500, body: '{}' }));
  // What the page had not read by then says so by itself.
  const alert = page.getByRole('alert').filter({ hasText: 'You see what was last known' });
  await alert.waitFor();
  expect(await page.getByText('demo-web').first().isVisible()).toBe(true);
  await context.unroute('**/v1/**');
  await alert.waitFor({ state: 'detached' });
  expect(await page.getByText('demo-web').first().isVisible()).toBe(true);
});

test('an installation without pools says what to do', async () => {
  await context.route('**/v1/pools?*', (route) => route.fulfill({ json: { items: [] } }));
  await signIn();
  await page.getByText('There is no pool yet').waitFor();
  expect(await page.getByText('Nobody holds a number right now').isVisible()).toBe(true);
});

test('fits a phone without scrolling sideways', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn();
  await page.getByText('demo-web').first().waitFor();
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(overflow)).toBe(0);
});
