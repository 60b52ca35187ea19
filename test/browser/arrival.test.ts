import type { Browser, BrowserContext, Page } from 'playwright-core';
import { leased } from './answers.ts';
import { launchChromium } from './chromium.ts';
import { expectSoon } from './expect-soon.ts';
import { body, openShop } from './shop.ts';
import { type StubApi, startStubApi } from './stub-api.ts';

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
  api.numbers = ({ consent }) =>
    (consent as { analytics: boolean } | undefined)?.analytics
      ? leased('07')
      : { status: 200, body: { lease: { state: 'none' }, swap: { numbers: [] } } };
  context = await browser.newContext();
  page = await context.newPage();
  openShop(api);
});
afterEach(async () => {
  await context.close();
  await api.close();
});

const asks = () => api.bodiesOf('/v1/numbers');
const say = async (consent: object) => {
  await page.waitForFunction("typeof leaseline === 'function'");
  await page.evaluate(`leaseline('consent', ${JSON.stringify(consent)})`);
};
const granted = { ads: true, analytics: true };

test.each([
  ['cleans its address before the tracker runs', "<script>history.replaceState(null, '', '/')</script>", '?gclid=A'],
  ['shows its next view before the tracker runs', "<script>history.pushState(null, '', '/b')</script>", '?gclid=A'],
  [
    'cleans its address later',
    '<script>addEventListener("load", () => history.replaceState(0, "", "/"))</script>',
    '?gclid=A',
  ],
  ['has its tags behind #', '', '#utm_source=news&utm_medium=email'],
  ['has its route and its tags behind #', '', '#/shop?utm_source=news&gclid=A'],
  ['cleans its fragment', "<script>history.replaceState(null, '', '/')</script>", '#utm_source=news'],
])('a page that %s', async (_, script, tags) => {
  api.page = { ...api.page, html: `<!doctype html>${script}${api.page.html}` };
  await page.goto(`${api.shopOrigin}/${tags}`);
  await expectSoon(() => asks().length, 1);
  expect(asks()[0]).toMatchObject({ pageUrl: `${api.shopOrigin}/${tags}` });
});

test('a page that says nothing behind # tells nothing of it', async () => {
  await page.goto(`${api.shopOrigin}/#person=ann`);
  await expectSoon(() => asks(), [{ siteKey: 'pk_test', pageUrl: `${api.shopOrigin}/` }]);
});

test('a script that comes late knows the address of before', async () => {
  const script = /<script async[^>]*><\/script>/.exec(api.page.html)![0];
  api.page = { ...api.page, html: api.page.html.replace(script, '') };
  await page.goto(`${api.shopOrigin}/?gclid=A`);
  await page.evaluate("history.pushState(null, '', '/b')");
  await page.evaluate(`document.body.append(document.createRange().createContextualFragment('${script}'))`);
  await expectSoon(() => asks().length, 1);
  expect(asks()[0]).toMatchObject({ pageUrl: `${api.shopOrigin}/?gclid=A` });
});

test.each([
  ['by a script', "<script>if (location.search) location.replace('/b')</script>"],
  ['by the page itself', '<meta http-equiv="refresh" content="0;url=/b">'],
])('a page that sends its visitor on %s before the tracker runs', async (_, redirect) => {
  const { html } = api.page;
  await page.route(`${api.shopOrigin}/?*`, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html>${redirect}` }),
  );
  api.page = { html, headers: {} };
  await page.goto(`${api.shopOrigin}/?gclid=A`);
  await page.waitForURL('**/b');
  await expectSoon(() => asks().length, 1);
  expect(asks()[0]).toMatchObject({ pageUrl: `${api.shopOrigin}/?gclid=A` });
});

describe('consent that is given', () => {
  const link = '<a id="next" href="/next">next</a>';

  test('on the second page is for how the visitor came to the first', async () => {
    openShop(api, { body: link + body });
    await page.goto(`${api.shopOrigin}/?gclid=A&utm_campaign=spring`, { referer: 'https://www.google.com/' });
    await expectSoon(() => asks().length, 1);
    await page.click('#next');
    await expectSoon(() => asks().length, 2);
    await say(granted);
    await expectSoon(() => asks().length, 3);
    expect(asks()[2]).toEqual({
      siteKey: 'pk_test',
      pageUrl: `${api.shopOrigin}/?gclid=A&utm_campaign=spring`,
      consent: granted,
    });
  });

  test('later on the same page is for how the visitor came, whatever the address says by then', async () => {
    await page.goto(`${api.shopOrigin}/?gclid=A`);
    await expectSoon(() => asks().length, 1);
    await page.evaluate("history.pushState(null, '', '/b?color=red')");
    await say(granted);
    await expectSoon(() => asks().length, 2);
    expect(asks()[1]).toMatchObject({ pageUrl: `${api.shopOrigin}/?gclid=A`, consent: granted });
  });

  test('on the third page is too late: nothing was kept', async () => {
    openShop(api, { body: link + body });
    await page.goto(`${api.shopOrigin}/?gclid=A`);
    await page.click('#next');
    await page.click('#next');
    await say(granted);
    await expectSoon(() => asks().at(-1)?.consent, granted);
    expect(asks().at(-1)).toMatchObject({ pageUrl: `${api.shopOrigin}/next` });
  });
});

test('without storage the page before tells how the visitor came', async () => {
  await context.addInitScript("Object.defineProperty(window, 'localStorage', { get() { throw Error('blocked') } })");
  api.numbers = () => leased('07');
  openShop(api, { body: `<a id="next" href="/next">next</a>${body}` });
  await page.goto(`${api.shopOrigin}/?gclid=A`);
  await expectSoon(() => asks().length, 1);
  await page.click('#next');
  await expectSoon(() => asks().length, 2);
  expect(asks()[1]).toMatchObject({ pageUrl: `${api.shopOrigin}/?gclid=A` });
});
