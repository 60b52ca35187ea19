import type { Browser, BrowserContext, Page } from 'playwright-core';
import { readPaper } from '../docs/markdown.ts';
import { defaultNumber, held, leased, notHeld } from './answers.ts';
import { launchChromium } from './chromium.ts';
import { expectSoon } from './expect-soon.ts';
import { makeGate } from './gate.ts';
import { body, numbersOn, openShop, own, swapped } from './shop.ts';
import { type StubAnswer, type StubApi, startStubApi } from './stub-api.ts';

const denied = { ads: false, analytics: false };
const noAds = { ads: false, analytics: true };
const granted = { ads: true, analytics: true };

let browser: Browser;
let api: StubApi;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  api = await startStubApi();
  api.numbers = ({ consent }) => (isDenied(consent) ? byDefault : leased('07'));
  api.heartbeats = () => held('v1.renewed');
  api.consents = ({ consent }) =>
    isDenied(consent)
      ? { status: 200, body: { default: defaultNumber } }
      : { status: 200, body: { visitor: 'v1.without-ads' } };
  context = await browser.newContext();
  page = await context.newPage();
  openShop(api);
});
afterEach(async () => {
  await context.close();
  await api.close();
});

/** What a page without a visitor of its own gets. */
const byDefault: StubAnswer = {
  status: 200,
  body: {
    number: defaultNumber,
    default: defaultNumber,
    lease: { state: 'default' },
    source: { source: 'direct', medium: 'none' },
    swap: { numbers: ['+12025550199'] },
  },
};

function isDenied(consent: unknown): boolean {
  return JSON.stringify(consent) === JSON.stringify(denied);
}

const say = (consent: object, on = page) => on.evaluate(`leaseline('consent', ${JSON.stringify(consent)})`);
const stored = () => page.evaluate(() => Object.values(localStorage).join(' '));

test('a visitor who withdraws is shown the default number, and his browser keeps no token', async () => {
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('07'));
  await say(denied);
  await expectSoon(() => numbersOn(page), swapped('90'));
  expect(api.bodiesOf('/v1/consents')).toEqual([{ visitor: 'v1.visitor', lease: 'v1.lease-07', consent: denied }]);
  await expectSoon(async () => (await stored()).includes('v1.'), false);
  const beats = api.bodiesOf('/v1/heartbeats').length;
  await page.mouse.move(20, 20);
  await say(denied);
  await page.reload();
  await expectSoon(() => numbersOn(page), swapped('90'));
  expect(api.bodiesOf('/v1/heartbeats')).toHaveLength(beats);
  expect(api.bodiesOf('/v1/consents')).toHaveLength(1);
  expect(api.bodiesOf('/v1/numbers').at(-1)).toEqual({
    siteKey: 'pk_test',
    pageUrl: `${api.shopOrigin}/`,
    consent: denied,
  });
});

test('who allows it again is asked for as a new visitor', async () => {
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('07'));
  await say(denied);
  await expectSoon(() => numbersOn(page), swapped('90'));
  api.numbers = () => leased('08');
  await say(granted);
  await expectSoon(() => numbersOn(page), swapped('08'));
  expect(api.bodiesOf('/v1/numbers').at(-1)).toMatchObject({ consent: granted });
  expect(api.bodiesOf('/v1/numbers').at(-1)).not.toHaveProperty('visitor');
});

test('a word that was said before the script was there goes with the first question', async () => {
  // What the paper tells site owners to write, and calls that are none.
  const [snippet] = readPaper('docs/consent.md').blocks.filter(({ language }) => language === 'html');
  const odd = "<script>leaseline('other'); leaseline('consent', 1); leaseline()</script>";
  openShop(api, { body: `${snippet!.text}${odd}${body}` });
  // The script element stands before: it waits.
  const html = api.page.html.replace(/<script async[^>]*><\/script>/, '');
  const script = /<script async[^>]*><\/script>/.exec(api.page.html)![0];
  api.page = { ...api.page, html: `${html}${script}` };
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('07'));
  expect(api.bodiesOf('/v1/numbers')).toMatchObject([{ consent: noAds }]);
});

test('a new visitor who denies before the script is there waits for no other tab', async () => {
  openShop(api, { body: `<script>leaseline = { q: [['consent', ${JSON.stringify(denied)}]] }</script>${body}` });
  // Whoever waits for another tab's answer waits for ever.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  const html = api.page.html.replace(/<script async[^>]*><\/script>/, '');
  const script = /<script async[^>]*><\/script>/.exec(api.page.html)![0];
  api.page = { ...api.page, html: `${html}${script}` };
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('90'));
  await expectSoon(async () => (await stored()).includes('"told":true'), true);
  expect(api.bodiesOf('/v1/numbers')).toMatchObject([{ consent: denied }]);
  expect(api.bodiesOf('/v1/consents')).toEqual([]);
});

test.each([
  ['one finger at most, as most screens do', 1, undefined],
  ['more fingers, as an iPad that calls itself a Mac does', 5, true],
])('a screen that takes %s: that bit is told, whatever is allowed', async (_, fingers, touchScreen) => {
  await context.addInitScript(`
    Object.defineProperty(Navigator.prototype, 'maxTouchPoints', { get: () => ${fingers} });
    leaseline = { q: [['consent', ${JSON.stringify(denied)}]] };
  `);
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('90'));
  expect(api.bodiesOf('/v1/numbers')).toEqual([
    { siteKey: 'pk_test', pageUrl: `${api.shopOrigin}/`, consent: denied, touchScreen },
  ]);
});

test('a visitor who wants no ads keeps the number, under another token', async () => {
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('07'));
  await say(noAds);
  await expectSoon(async () => (await stored()).includes('v1.without-ads'), true);
  expect(await numbersOn(page)).toEqual(swapped('07'));
  expect(api.bodiesOf('/v1/consents')).toEqual([{ visitor: 'v1.visitor', lease: 'v1.lease-07', consent: noAds }]);
});

test('what the API could not be told is told by the next page', async () => {
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('07'));
  const answer = api.consents;
  api.consents = () => ({ status: 503, body: {} });
  await say(denied);
  await expectSoon(() => numbersOn(page), own);
  api.consents = answer;
  await page.reload();
  await expectSoon(() => api.bodiesOf('/v1/consents').length, 2);
  const [first, second] = api.bodiesOf('/v1/consents');
  expect(second).toEqual(first);
  await expectSoon(async () => (await stored()).includes('v1.'), false);
  await expectSoon(() => numbersOn(page), swapped('90'));
});

test('who withdraws while the answer is under way is forgotten when it comes', async () => {
  const gate = makeGate();
  api.numbers = async () => {
    await gate.opened;
    return leased('07');
  };
  await page.goto(api.shopOrigin);
  await expectSoon(() => api.bodiesOf('/v1/numbers').length, 1);
  await say(denied);
  gate.open();
  await expectSoon(() => numbersOn(page), swapped('90'));
  expect(api.bodiesOf('/v1/consents')).toMatchObject([{ visitor: 'v1.visitor' }]);
  await expectSoon(async () => (await stored()).includes('v1.'), false);
});

test('another tab shows the default number too, and a heartbeat that was under way brings nothing back', async () => {
  const gate = makeGate();
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('07'));
  const other = await context.newPage();
  await other.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(other), swapped('07'));
  api.heartbeats = async () => {
    await gate.opened;
    return notHeld({ e164: '+12025550155', display: '(202) 555-0155', href: 'tel:+12025550155' });
  };
  await other.mouse.move(20, 20);
  await expectSoon(() => api.bodiesOf('/v1/heartbeats').length > 0, true);
  await say(denied);
  await expectSoon(() => numbersOn(other), swapped('90'));
  gate.open();
  await expectSoon(() => numbersOn(page), swapped('90'));
  expect(await numbersOn(other)).toEqual(swapped('90'));
});
