import type { Browser, BrowserContext, Page } from 'playwright-core';
import { defaultNumber, held, leased } from './answers.ts';
import { launchChromium } from './chromium.ts';
import { expectSoon } from './expect-soon.ts';
import { numbersOn, openShop, swapped } from './shop.ts';
import { type StubAnswer, type StubApi, startStubApi } from './stub-api.ts';

let browser: Browser;
let api: StubApi;
let context: BrowserContext;
let page: Page;
let www: string;
let booking: string;
/** What the API makes of it: who comes with tokens keeps the number. */
let given: number;

const denied = { ads: false, analytics: false };
const noAds = { ads: false, analytics: true };
const domains = ['localhost', 'shop.localhost'];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  api = await startStubApi();
  const port = new URL(api.origin).port;
  [www, booking] = [`http://www.shop.localhost:${port}`, `http://booking.shop.localhost:${port}`];
  given = 7;
  api.numbers = ({ lease, consent }) => {
    if ((consent as { analytics: boolean } | undefined)?.analytics === false) return byDefault;
    return shared(leased(typeof lease === 'string' ? lease.slice(-2) : `0${given++}`));
  };
  api.heartbeats = ({ lease }) => held(String(lease));
  api.consents = ({ consent }) =>
    (consent as { analytics: boolean }).analytics
      ? { status: 200, body: { visitor: 'v1.without-ads' } }
      : { status: 200, body: { default: defaultNumber } };
  context = await browser.newContext();
  page = await context.newPage();
  openShop(api);
});
afterEach(async () => {
  await context.close();
  await api.close();
});

const byDefault: StubAnswer = {
  status: 200,
  body: { number: defaultNumber, lease: { state: 'default' }, swap: { numbers: ['+12025550199'] } },
};

function shared(answer: StubAnswer, cookieDomains = domains): StubAnswer {
  return { status: answer.status, body: { ...(answer.body as object), cookieDomains } };
}

const asks = () => api.bodiesOf('/v1/numbers');
const say = (consent: object, on = page) => on.evaluate(`leaseline('consent', ${JSON.stringify(consent)})`);
const kept = () => page.evaluate<string>("Object.values(localStorage).join(' ') + document.cookie");

async function open(url: string, last: string, on = page): Promise<void> {
  await on.goto(url);
  await expectSoon(() => numbersOn(on), swapped(last));
}

test.each([
  ['from www to booking', () => [www, booking]],
  ['from booking to www', () => [booking, www]],
])('%s: the same visitor, and the same number', async (_, ways) => {
  const [first, second] = ways() as [string, string];
  await open(`${first}/?gclid=A`, '07');
  await open(second, '07');
  expect(asks()).toMatchObject([{}, { visitor: 'v1.visitor', lease: 'v1.lease-07' }]);
  expect(await context.cookies()).toMatchObject([
    { name: 'leaseline_pk_test', domain: '.shop.localhost', path: '/', sameSite: 'Lax', secure: false },
  ]);
  // Both know it now: no page asks any more.
  await open(`${first}/contact`, '07');
  await open(`${second}/contact`, '07');
  expect(asks()).toHaveLength(2);
});

test('a visitor of before, whom one host knows, is shared when the API is asked next', async () => {
  const unshared = api.numbers;
  api.numbers = () => leased('07');
  await open(www, '07');
  expect(await context.cookies()).toEqual([]);
  api.numbers = unshared;
  await open(`${www}/?gclid=B`, '07');
  await open(booking, '07');
  expect(asks().at(-1)).toMatchObject({ visitor: 'v1.visitor', lease: 'v1.lease-07' });
});

test('a number that one host got anew is the other one’s, too', async () => {
  await open(www, '07');
  api.numbers = () => shared(leased('12'));
  await open(`${booking}/?gclid=B`, '12');
  api.numbers = ({ lease }) => shared(leased(String(lease).slice(-2)));
  await open(www, '12');
  expect(asks()).toHaveLength(3);
});

test('who withdraws on one host is forgotten on the others', async () => {
  await open(www, '07');
  await open(booking, '07');
  await say(denied);
  await expectSoon(() => numbersOn(page), swapped('90'));
  expect(await context.cookies()).toEqual([]);
  expect(await kept()).not.toContain('v1.');
  await open(www, '08');
  expect(asks().at(-1)).toEqual({ siteKey: 'pk_test', pageUrl: `${www}/` });
});

test('an open page of another host notices it when it is looked at again', async () => {
  await open(www, '07');
  const other = await context.newPage();
  await open(booking, '07', other);
  await say(denied, other);
  await expectSoon(() => numbersOn(other), swapped('90'));
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  await expectSoon(() => numbersOn(page), swapped('08'));
});

test('what is said of ads holds on every host', async () => {
  await open(`${www}/?gclid=A`, '07');
  await say(noAds);
  await expectSoon(async () => (await kept()).includes('v1.without-ads'), true);
  await open(booking, '07');
  expect(asks().at(-1)).toMatchObject({ visitor: 'v1.without-ads', consent: noAds });
});

test('another site on the same domain is another visitor', async () => {
  await open(www, '07');
  api.page = { ...api.page, html: api.page.html.replace('pk_test', 'pk_other') };
  await open(booking, '08');
  expect(asks().at(-1)).toEqual({ siteKey: 'pk_other', pageUrl: `${booking}/` });
});

test.each([
  ['no domain takes a cookie', () => shared(leased('07'), ['localhost', 'other.localhost'])],
  [
    'the tokens are too long',
    () => shared({ status: 200, body: { ...(leased('07').body as object), visitor: 'x'.repeat(4000) } }),
  ],
])('each host has a visitor of its own where %s', async (_, answer) => {
  api.numbers = answer;
  await open(www, '07');
  expect(await context.cookies()).toEqual([]);
  await open(`${www}/contact`, '07');
  expect(asks()).toHaveLength(1);
});

test('nothing is shared of a visitor who has not allowed it', async () => {
  api.numbers = () => shared(byDefault);
  await open(`${www}/?gclid=A`, '90');
  expect(await kept()).toBe('');
});
