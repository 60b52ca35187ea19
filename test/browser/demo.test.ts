import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { launchChromium } from './chromium.ts';
import { complaintsOf } from './complaints.ts';
import { expectSoon } from './expect-soon.ts';

let run: LocalRun;
let browser: Browser;
const contexts: BrowserContext[] = [];
/** Of each visitor of the test. */
const complaints: string[][] = [];

beforeAll(async () => {
  [run, browser] = await Promise.all([startLocalRun(), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await run?.discard();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  complaints.length = 0;
});

/** Another person: a browser of its own. */
async function newVisitor(): Promise<BrowserContext> {
  const context = await browser.newContext();
  contexts.push(context);
  complaints.push(complaintsOf(context));
  return context;
}

async function open(context: BrowserContext, path = '/demo/'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(run.url + path);
  return page;
}

/** Every number on the page, in text and in links, as E.164; without repetition. */
async function numbersOn(page: Page): Promise<string[]> {
  const text = (await page.textContent('body')) ?? '';
  const links = await page.$$eval('a[href^="tel:"]', (all) => all.map((link) => String(link.getAttribute('href'))));
  const written = text.match(/202\D{0,3}555\D01\d\d/g) ?? [];
  const e164 = [...written, ...links].map((one) => `+1${one.replace(/\D/g, '').slice(-10)}`);
  return [...new Set(e164)];
}

const ofPool = /^\+120255501[0-4]\d$/;
const pageNumber = '+12025550199';

async function leasedNumber(page: Page): Promise<string> {
  await expectSoon(async () => (await numbersOn(page)).every((number) => ofPool.test(number)), true);
  const numbers = await numbersOn(page);
  expect(numbers).toHaveLength(1);
  return numbers[0]!;
}

async function api(path: string): Promise<{ items: Record<string, unknown>[] }> {
  const response = await fetch(run.url + path, { headers: { authorization: `Bearer ${run.key}` } });
  return (await response.json()) as { items: Record<string, unknown>[] };
}

test('a visitor sees a number of their own: in text and links, after reload, on the second page and in a second tab', async () => {
  const visitor = await newVisitor();
  const page = await open(visitor, '/demo/?gclid=abc&utm_campaign=spring');
  const number = await leasedNumber(page);
  await page.reload();
  expect(await leasedNumber(page)).toBe(number);
  await page.click('nav a[href="contact.html"]');
  await page.waitForURL(/contact/);
  expect(await leasedNumber(page)).toBe(number);
  expect(await leasedNumber(await open(visitor))).toBe(number);

  const { items } = await api('/v1/pools/demo-web/leases?limit=200');
  expect(items.filter((lease) => lease.number === number)).toMatchObject([
    { source: 'google', medium: 'cpc', campaign: 'spring', landingPage: `${run.url}/demo/` },
  ]);
  expect(complaints.flat()).toEqual([]);
});

test('every browser sees another number', async () => {
  const visitors = await Promise.all([newVisitor(), newVisitor(), newVisitor()]);
  const pages = await Promise.all(visitors.map((visitor) => open(visitor)));
  const numbers = await Promise.all(pages.map(leasedNumber));
  expect(new Set(numbers).size).toBe(3);
  expect(complaints.flat()).toEqual([]);
});

test('two tabs opened at once are one visitor', async () => {
  const visitor = await newVisitor();
  const [one, other] = await Promise.all([open(visitor), open(visitor, '/demo/contact.html')]);
  expect(await leasedNumber(one)).toBe(await leasedNumber(other));
});

test('a person who stirs confirms the lease', async () => {
  const page = await open(await newVisitor());
  const number = await leasedNumber(page);
  await page.mouse.move(50, 50);
  await expectSoon(async () => {
    const { items } = await api('/v1/pools/demo-web/leases?limit=200');
    return items.find((lease) => lease.number === number)?.state;
  }, 'held');
});

test('without the API the shop shows its own number', async () => {
  const visitor = await newVisitor();
  await visitor.route('**/v1/**', (route) => route.fulfill({ status: 200, body: 'on holiday' }));
  const page = await open(visitor);
  await expectSoon(() => page.isVisible('.phone'), true);
  expect(await numbersOn(page)).toEqual([pageNumber]);
});
