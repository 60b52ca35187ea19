import path from 'node:path';
import { buildSync } from 'esbuild';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { callPage } from '../../lambdas/recipients/call-link/page/call-page.ts';
import { e164 } from '../../lambdas/settings/e164.ts';
import { site } from '../../lambdas/settings/sites/site.ts';
import { launchChromium } from './chromium.ts';
import { expectSoon } from './expect-soon.ts';

/** The page of a link and its script, on the clock of the test, against answers that go wrong. */
const origin = 'https://calls.shop.example';
const start = Date.parse('2026-12-01T10:00:00Z');
const usual = { e164: e164.parse('+13125550191'), display: '(312) 555-0191', href: 'tel:+13125550191' };
const leased = { e164: '+13125550100', display: '(312) 555-0100', href: 'tel:+13125550100' };
const script = buildSync({
  entryPoints: [path.join(__dirname, '../../web/call-link/call-link.ts')],
  bundle: true,
  write: false,
}).outputFiles[0]!.text;

const given = (renewAfterSeconds: number, heldFor = 3_600_000): Answer => {
  const lease = { state: 'leased', expiresAt: new Date(start + heldFor).toISOString(), renewAfterSeconds };
  return { status: 200, json: { number: leased, default: usual, lease } };
};

type Answer = Parameters<Route['fulfill']>[0] | 'none';

let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
afterEach(() => context?.close());

/** A phone on the page; the requests of the script get the answers in turn, then the last of them again. */
async function open(answers: readonly Answer[]) {
  context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  const told: unknown[] = [];
  const shop = site.parse({ id: 'shop', name: 'Shop', siteKey: 'pk', origins: [] });
  const facts = { site: shop, number: usual, device: 'mobile' as const, url: `${origin}/c/mail.x`, now: start };
  const { html, policy } = callPage(facts, true);
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/call-link.js') return route.fulfill({ contentType: 'text/javascript', body: script });
    if (route.request().method() === 'GET') {
      return route.fulfill({ contentType: 'text/html', body: html, headers: { 'content-security-policy': policy } });
    }
    const answer = answers[Math.min(told.length, answers.length - 1)]!;
    told.push(route.request().postDataJSON());
    return answer === 'none' ? route.abort() : route.fulfill(answer);
  });
  await page.clock.install({ time: start });
  await page.goto(`${origin}/c/mail.x`);
  await page.evaluate('addEventListener("click", (event) => event.preventDefault())');
  await expectSoon(() => told.length, 1);
  return { page, told };
}

const shown = (page: Page) => page.locator('[data-number]').textContent();

/** Lets time pass, and what comes of it. */
async function pass(page: Page, ms: number) {
  await page.clock.runFor(ms);
  await page.evaluate('new Promise(requestAnimationFrame)').catch(() => undefined);
}

test.each<[string, Answer]>([
  ['429 of the gateway', { status: 429, json: { message: 'Too Many Requests' } }],
  ['a failure there', { status: 503, body: '' }],
  ['no network', 'none'],
  ['a page of somebody else', { status: 200, contentType: 'text/html', body: '<h1>Sign in to this Wi-Fi</h1>' }],
])('%s is asked again by itself, and the number then shown', async (_, failure) => {
  const { page, told } = await open([failure, failure, given(600)]);
  expect(await shown(page)).toBe(usual.display);
  await pass(page, 2000);
  await expectSoon(() => told.length, 2);
  await pass(page, 4000);
  await expectSoon(() => shown(page), leased.display);
  expect(told).toEqual([{ active: false }, { active: false }, { active: false }]);
  await pass(page, 300_000);
  expect(told).toHaveLength(3);
});

test('the answer says for how long to wait, and whoever stirs meanwhile is told of then', async () => {
  const { page, told } = await open([{ status: 429, headers: { 'retry-after': '30' }, json: {} }, given(600)]);
  await pass(page, 10_000);
  await page.touchscreen.tap(10, 300);
  await page.keyboard.press('a');
  await pass(page, 15_000);
  expect(told).toHaveLength(1);
  await pass(page, 8000);
  await expectSoon(() => shown(page), leased.display);
  expect(told).toEqual([{ active: false }, { active: true }]);
});

test('a pointer that does not move is no person: Chromium tells of one by itself', async () => {
  const { page, told } = await open([given(0)]);
  for (let time = 0; time < 3; time++) await page.mouse.move(0, 0);
  await pass(page, 2000);
  expect(told).toEqual([{ active: false }]);
  await page.mouse.move(0, 7);
  await expectSoon(() => told.length, 2);
  expect(told[1]).toEqual({ active: true });
});

test('after some tries the page waits for a sign of a person', async () => {
  const { page, told } = await open([{ status: 500, body: '' }]);
  for (let seconds = 0; seconds < 300; seconds += 10) await pass(page, 10_000);
  await expectSoon(() => told.length, 7);
  await page.keyboard.press('a');
  await expectSoon(() => told.length, 8);
  for (let times = 0; times < 20; times++) await page.keyboard.press('a');
  await pass(page, 20_000);
  expect(told).toHaveLength(8);
});

test('the button tells in any case, and again if that fails', async () => {
  const { page, told } = await open([{ status: 429, headers: { 'retry-after': '20' }, json: {} }, 'none', given(600)]);
  await page.getByRole('link').click();
  await expectSoon(() => told.length, 2);
  await pass(page, 10_000);
  expect(told).toHaveLength(2);
  await pass(page, 15_000);
  await expectSoon(() => shown(page), leased.display);
  expect(told).toEqual([{ active: false }, ...Array(2).fill({ active: true, pressed: true })]);
});

test('a renewal that fails is not repeated with every movement, but told later', async () => {
  const { page, told } = await open([
    given(0),
    { status: 429, headers: { 'retry-after': '30' }, json: {} },
    given(600),
  ]);
  await expectSoon(() => shown(page), leased.display);
  await page.keyboard.press('a');
  await expectSoon(() => told.length, 2);
  for (let times = 0; times < 10; times++) await page.keyboard.press('a');
  await pass(page, 10_000);
  expect(told).toHaveLength(2);
  await pass(page, 25_000);
  await expectSoon(() => told.length, 3);
  await pass(page, 120_000);
  expect(told).toEqual([{ active: false }, { active: true }, { active: true }]);
});

test('a number of a long lease stays as long as that, and not longer', async () => {
  const day = 86_400_000;
  const { page } = await open([given(3600, 30 * day)]);
  await expectSoon(() => shown(page), leased.display);
  await pass(page, 1000);
  expect(await shown(page)).toBe(leased.display);
  await page.clock.runFor(30 * day);
  await expectSoon(() => shown(page), usual.display);
});

test('looking alone is no sign of a person', async () => {
  const { page, told } = await open([given(0)]);
  for (let times = 0; times < 6; times++) await pass(page, 5000);
  expect(told).toEqual([{ active: false }]);
});

test('what cannot be used any more is not asked for again', async () => {
  const { page, told } = await open([{ status: 410, json: {} }]);
  await pass(page, 300_000);
  await page.keyboard.press('a');
  await pass(page, 300_000);
  expect(told).toHaveLength(1);
  expect(await shown(page)).toBe(usual.display);
});

test('back on the network the page asks at once', async () => {
  const { page, told } = await open(['none', 'none', 'none', 'none', given(600)]);
  for (const [wait, times] of [
    [2000, 2],
    [4000, 3],
    [8000, 4],
  ] as const) {
    await pass(page, wait);
    await expectSoon(() => told.length, times);
  }
  await page.evaluate('dispatchEvent(new Event("online"))');
  await expectSoon(() => shown(page), leased.display);
});
