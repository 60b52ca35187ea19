import type { Browser, BrowserContext, Page } from 'playwright-core';
import { held, leased, notHeld } from './answers.ts';
import { launchChromium } from './chromium.ts';
import { expectSoon } from './expect-soon.ts';
import { makeGate } from './gate.ts';
import { numbersOn, openShop, own, swapped } from './shop.ts';
import { type StubApi, startStubApi } from './stub-api.ts';

const minutes = (count: number) => count * 60_000;

let browser: Browser;
let api: StubApi;
let context: BrowserContext;
let page: Page;
/** The browser's clock stands still and moves only as a test says; so does the API's. */
let now: number;
/** How many of its calls the page has got an answer to. */
let answered: number;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  api = await startStubApi();
  now = Date.now();
  api.numbers = () => leased('07', { now });
  api.heartbeats = () => held('v1.renewed', { now });
  context = await browser.newContext();
  await context.clock.install({ time: now });
  await context.clock.pauseAt(now + 1000);
  now += 1000;
  page = await context.newPage();
  answered = 0;
  page.on('requestfinished', (request) => {
    if (request.method() === 'POST') answered++;
  });
  openShop(api);
});
afterEach(async () => {
  await context.close();
  await api.close();
});

async function pass(ms: number): Promise<void> {
  now += ms;
  await context.clock.runFor(ms);
}

/** Before much time passes: else the page would have waited too long for what it asked just now. */
async function untilAnswered(): Promise<void> {
  await expectSoon(() => answered, api.requests.length);
  await page.evaluate('0');
}

async function openWithNumber(last = '07'): Promise<void> {
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped(last));
}

const beats = () => api.bodiesOf('/v1/heartbeats');

test('the first sign of a person confirms the lease at once, later ones renew it only when that changes anything', async () => {
  await openWithNumber();
  expect(beats()).toEqual([]);
  await page.mouse.move(20, 20);
  await expectSoon(beats, [{ lease: 'v1.lease-07', active: true }]);
  await page.mouse.move(40, 40);
  await page.keyboard.press('ArrowDown');
  await untilAnswered();
  await pass(minutes(18));
  await page.mouse.move(60, 60);
  expect(beats()).toHaveLength(1);
  await pass(minutes(1));
  await page.mouse.move(80, 80);
  await expectSoon(beats, [
    { lease: 'v1.lease-07', active: true },
    { lease: 'v1.renewed', active: true },
  ]);
});

test('a person who stirs before the number is there confirms it when it comes', async () => {
  const answer = makeGate();
  api.numbers = async () => {
    await answer.opened;
    return leased('07', { now });
  };
  await page.goto(api.shopOrigin);
  await expectSoon(() => api.requests.length, 1);
  await page.mouse.move(20, 20);
  answer.open();
  await expectSoon(beats, [{ lease: 'v1.lease-07', active: true }]);
});

test('a page that was seen for five seconds has a reader', async () => {
  await openWithNumber();
  await pass(4900);
  expect(beats()).toEqual([]);
  await pass(200);
  await expectSoon(beats, [{ lease: 'v1.lease-07', active: true }]);
});

test('a passive page asks when the lease is over, then 1, 2 and 4 minutes apart, and never renews', async () => {
  api.numbers = () => leased('07', { now, seconds: 1200, renewAfterSeconds: 1110 });
  const end = now + minutes(20);
  api.heartbeats = () => held('v1.lease-07', { now: end, seconds: 0, renewAfterSeconds: 0 });
  await openWithNumber();
  await pass(end - now - 1000);
  expect(beats()).toHaveLength(0);
  // A second more each time, for the way there and back.
  for (const [index, wait] of [2000, minutes(1) + 1000, minutes(2) + 1000, minutes(4) + 1000].entries()) {
    await pass(wait / 4);
    expect(beats()).toHaveLength(index);
    const answered = page.waitForResponse(/heartbeats/);
    await pass((wait * 3) / 4);
    // Time that passes before the page has its answer counts as the API's silence.
    await (await answered).finished();
    await expectSoon(() => beats().length, index + 1);
    await untilAnswered();
  }
  expect(beats()).toEqual(Array(4).fill({ lease: 'v1.lease-07', active: false }));
});

test('a lost lease shows the default number at once, and the next page asks anew', async () => {
  api.heartbeats = () => notHeld();
  await openWithNumber();
  await page.mouse.move(20, 20);
  await expectSoon(() => numbersOn(page), swapped('90'));
  await page.mouse.move(40, 40);
  await pass(minutes(60));
  expect(api.requests).toHaveLength(2);
  api.numbers = () => leased('08', { now });
  await page.reload();
  await expectSoon(() => numbersOn(page), swapped('08'));
  const [, again] = api.bodiesOf('/v1/numbers');
  expect(again).toEqual({ siteKey: 'pk_test', pageUrl: `${api.shopOrigin}/`, visitor: 'v1.visitor' });
});

test.each([
  ['without a default', () => notHeld(null)],
  ['of an API that does not know the token any more', () => ({ status: 401, body: {} })],
])('a lost lease %s brings the page’s own number back', async (_, answer) => {
  api.heartbeats = answer;
  await openWithNumber();
  await page.mouse.move(20, 20);
  await expectSoon(() => numbersOn(page), own);
});

/** Lets the page count the answers that its scripts have read. */
async function countAnswers(): Promise<void> {
  await page.addInitScript(`
    globalThis.answersRead = 0;
    const { text } = Response.prototype;
    Response.prototype.text = async function () {
      const all = await text.call(this);
      queueMicrotask(() => answersRead++);
      return all;
    };`);
}

test('when the API fails, the number stays and the page keeps quiet for longer and longer', async () => {
  await countAnswers();
  api.heartbeats = () => ({ status: 500, body: {} });
  await openWithNumber();
  for (const [index, quiet] of [0, 5000, 10_000].entries()) {
    await pass(quiet);
    await page.mouse.move(20 + index, 20);
    await expectSoon(() => beats().length, index + 1);
    // The quiet time starts when the page has read the answer; the first one gave the number.
    await expectSoon(() => page.evaluate('answersRead'), index + 2);
    await page.mouse.move(40 + index, 40);
    expect(beats()).toHaveLength(index + 1);
  }
  expect(await numbersOn(page)).toEqual(swapped('07'));
});

/** Playwright's pages are always visible; this one believes what it is told. */
async function hidePage(): Promise<void> {
  await page.addInitScript(`
    globalThis.pretended = 'hidden';
    Object.defineProperty(document, 'visibilityState', { get: () => pretended });`);
}

async function turn(state: 'visible' | 'hidden'): Promise<void> {
  await page.evaluate(`pretended = '${state}'; document.dispatchEvent(new Event('visibilitychange'));`);
}

test('a hidden page asks for nothing until it is looked at', async () => {
  await hidePage();
  await page.goto(api.shopOrigin, { waitUntil: 'networkidle' });
  await pass(minutes(5));
  expect(api.requests).toEqual([]);
  await turn('visible');
  await expectSoon(() => numbersOn(page), swapped('07'));
});

test('a page that wakes after its lease asks at once whether it still holds the number', async () => {
  await hidePage();
  api.heartbeats = () => notHeld();
  await page.goto(api.shopOrigin);
  await turn('visible');
  await expectSoon(() => numbersOn(page), swapped('07'));
  await turn('hidden');
  await pass(minutes(30));
  expect(beats()).toEqual([]);
  await turn('visible');
  await expectSoon(beats, [{ lease: 'v1.lease-07', active: false }]);
  await expectSoon(() => numbersOn(page), swapped('90'));
});

test('a held number needs no question: not after reload, not on the next page', async () => {
  await openWithNumber();
  for (const go of [() => page.reload(), () => page.goto(`${api.shopOrigin}/contact`)]) {
    await go();
    await expectSoon(() => numbersOn(page), swapped('07'));
  }
  expect(api.bodiesOf('/v1/numbers')).toHaveLength(1);
});

test('a new landing asks again, as the visitor that it is; loading it again does not', async () => {
  await openWithNumber();
  api.numbers = () => leased('08', { now });
  await page.goto(`${api.shopOrigin}/?utm_source=newsletter&utm_campaign=june`);
  await expectSoon(() => numbersOn(page), swapped('08'));
  await page.reload();
  await expectSoon(() => numbersOn(page), swapped('08'));
  const [, again, ...more] = api.bodiesOf('/v1/numbers');
  expect(again).toMatchObject({ visitor: 'v1.visitor', lease: 'v1.lease-07' });
  expect(more).toEqual([]);
});

test('a visitor whose lease is over asks again and keeps the number that the API still has for them', async () => {
  await openWithNumber();
  await page.goto('about:blank');
  await pass(minutes(2));
  await page.goto(`${api.shopOrigin}/contact`);
  await expectSoon(() => numbersOn(page), swapped('07'));
  expect(api.bodiesOf('/v1/numbers')).toMatchObject([{}, { visitor: 'v1.visitor', lease: 'v1.lease-07' }]);
});

describe('no flicker', () => {
  test.each([
    ['the page says which number it shows', true],
    ['the browser remembers which number the page shows', false],
  ])('a number that is about to change is invisible where %s, and keeps its place', async (_, swap) => {
    openShop(api, { swap });
    if (!swap) {
      await openWithNumber();
      await page.goto('about:blank');
      await pass(minutes(2));
    }
    const answer = makeGate();
    api.numbers = async () => {
      await answer.opened;
      return leased('07', { now });
    };
    const asked = api.requests.length;
    await page.goto(`${api.shopOrigin}/?gclid=abc`);
    await expectSoon(() => api.requests.length, asked + 1);
    const visible = () => Promise.all(['#text', '#national', '#link', '#other'].map((id) => page.isVisible(id)));
    // A link whose text is no number looks the same before and after.
    expect(await visible()).toEqual([false, false, true, true]);
    expect((await page.locator('#text').boundingBox())?.width).toBeGreaterThan(50);
    answer.open();
    await expectSoon(visible, [true, true, true, true]);
    expect(await numbersOn(page)).toEqual(swapped('07'));
  });

  test('an answer that takes too long is not waited for, but shown when it comes', async () => {
    const answer = makeGate();
    api.numbers = async () => {
      await answer.opened;
      return leased('07', { now });
    };
    await page.goto(api.shopOrigin);
    await expectSoon(() => api.requests.length, 1);
    expect(await page.isVisible('#text')).toBe(false);
    await pass(800);
    expect(await page.isVisible('#text')).toBe(true);
    expect(await numbersOn(page)).toEqual(own);
    answer.open();
    await expectSoon(() => numbersOn(page), swapped('07'));
  });
});
