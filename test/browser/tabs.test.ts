import type { Browser, BrowserContext, Page } from 'playwright-core';
import { held, leased, notHeld, shown } from './answers.ts';
import { launchChromium } from './chromium.ts';
import { expectSoon } from './expect-soon.ts';
import { numbersOn, openShop, swapped } from './shop.ts';
import { type StubApi, startStubApi } from './stub-api.ts';

let browser: Browser;
let api: StubApi;
let context: BrowserContext;
let page: Page;
/** The browser's clock stands still; so does the API's. */
let now: number;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  api = await startStubApi();
  now = Date.now() + 1000;
  api.numbers = () => leased('07', { now });
  api.heartbeats = () => held('v1.renewed', { now });
  context = await browser.newContext();
  await context.clock.install({ time: now - 1000 });
  await context.clock.pauseAt(now);
  page = await context.newPage();
  openShop(api);
});
afterEach(async () => {
  await context.close();
  await api.close();
});

async function openWithNumber(last = '07'): Promise<void> {
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped(last));
}

test('two tabs opened at once ask once and show the same number', async () => {
  const other = await context.newPage();
  let count = 0;
  api.numbers = () => leased(String(10 + count++), { now });
  await Promise.all([page.goto(api.shopOrigin), other.goto(`${api.shopOrigin}/contact`)]);
  await expectSoon(() => numbersOn(page), swapped('10'));
  await expectSoon(() => numbersOn(other), swapped('10'));
  await context.clock.runFor(5000);
  expect(api.bodiesOf('/v1/numbers')).toHaveLength(1);
});

test('what one tab learns all tabs show', async () => {
  const other = await context.newPage();
  await openWithNumber();
  await other.goto(`${api.shopOrigin}/contact`);
  await expectSoon(() => numbersOn(other), swapped('07'));
  api.heartbeats = () => notHeld(shown('91'));
  await other.mouse.move(20, 20);
  await expectSoon(() => numbersOn(other), swapped('91'));
  await expectSoon(() => numbersOn(page), swapped('91'));
});

test('two browsers are two visitors', async () => {
  let count = 0;
  api.numbers = () => leased(String(10 + count++), { now });
  await openWithNumber('10');
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(other), swapped('11'));
  await elsewhere.close();
});
