import type { Browser, BrowserContext, Page } from 'playwright-core';
import { leased, shown } from './answers.ts';
import { launchChromium } from './chromium.ts';
import { complaintsOf } from './complaints.ts';
import { expectSoon } from './expect-soon.ts';
import { body, numbersOn, openShop, own, swapped } from './shop.ts';
import { type StubApi, startStubApi } from './stub-api.ts';

let browser: Browser;
let api: StubApi;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  api = await startStubApi();
  api.numbers = () => leased('07');
  context = await browser.newContext();
  complaints = complaintsOf(context);
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await api.close();
});

test('text and links show the visitor’s number in the page’s own way of writing; other numbers stay', async () => {
  openShop(api);
  await page.goto(`${api.shopOrigin}/?gclid=abc`);
  await expectSoon(() => numbersOn(page), swapped('07'));
  expect(await page.textContent('#other')).toBe('Fax +1 202 555 0198');
  expect(api.requests).toEqual([
    {
      path: '/v1/numbers',
      contentType: 'text/plain;charset=UTF-8',
      body: { siteKey: 'pk_test', pageUrl: `${api.shopOrigin}/?gclid=abc` },
    },
  ]);
  expect(complaints).toEqual([]);
});

test('what the page adds or writes anew is swapped as well, before anybody sees it', async () => {
  openShop(api);
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('07'));
  const later = await page.evaluate(`(async () => {
    const section = document.createElement('section');
    section.innerHTML = '<p>Call 202.555.0199</p><a href="tel:2025550199">x</a>';
    document.body.append(section);
    document.querySelector('#text').firstChild.nodeValue = '+12025550199';
    document.querySelector('#link').setAttribute('href', 'tel:+1-202-555-0199');
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return [section.textContent, section.querySelector('a').getAttribute('href')];
  })()`);
  expect(later).toEqual(['Call 202.555.0107x', 'tel:+12025550107']);
  expect(await numbersOn(page)).toEqual({ ...swapped('07'), text: '+12025550107' });
});

test('code, what people type, and what the author marked is left alone', async () => {
  openShop(api, {
    body: `${body}<div id="alone"><script type="text/plain">+12025550199</script><textarea>+12025550199</textarea>
      <p contenteditable>+12025550199</p><p data-noswap>+12025550199 <b>+12025550199</b></p></div>`,
  });
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('07'));
  const alone = await page.textContent('#alone');
  expect(alone?.match(/\+\d+/g)).toEqual(Array(5).fill('+12025550199'));
});

test('selectors name elements that hold the number in some other form', async () => {
  const { body: answer } = leased('07');
  const swap = { numbers: [], selectors: ['.phone', '#empty', 'a.call', '] invalid ['] };
  api.numbers = () => ({ status: 200, body: { ...(answer as object), swap } });
  openShop(api, {
    swap: false,
    body: `${body}<p class="phone"><span>202</span> <span>555</span> <span>0199</span></p><p id="empty"></p>
      <a class="call" href="tel:911"><i>Call</i></a>`,
  });
  await page.goto(api.shopOrigin);
  const read = async () => [
    await page.textContent('.phone'),
    await page.textContent('#empty'),
    await page.getAttribute('a.call', 'href'),
  ];
  await expectSoon(read, ['(202) 555-0107', '(202) 555-0107', 'tel:+12025550107']);
  expect(await numbersOn(page)).toEqual(own);
});

test('a strict content security policy is enough', async () => {
  const policy = `default-src 'none'; script-src ${api.origin}; connect-src ${api.origin}; require-trusted-types-for 'script'`;
  openShop(api, { headers: { 'content-security-policy': policy } });
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('07'));
  expect(complaints).toEqual([]);
});

test('a page without a pool stays as it is', async () => {
  const none = { lease: { state: 'none' }, swap: { numbers: ['+12025550199'] } };
  api.numbers = () => ({ status: 200, body: none });
  openShop(api);
  await page.goto(api.shopOrigin);
  await expectSoon(() => api.requests.length, 1);
  await expectSoon(() => page.isVisible('#text'), true);
  expect(await numbersOn(page)).toEqual(own);
});

test.each(['default', 'static'])('state %s: the number is shown, and no heart beats for it', async (state) => {
  api.numbers = () => ({
    status: 200,
    body: { number: shown('91'), lease: { state }, swap: { numbers: ['+12025550199'] } },
  });
  openShop(api);
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('91'));
  await page.mouse.move(10, 10);
  await page.click('#link');
  expect(api.requests.map(({ path }) => path)).toEqual(['/v1/numbers']);
});

describe('the page’s own number stays, visibly, when the API', () => {
  test.each([
    ['does not know the site', () => ({ status: 404, body: { title: 'Not Found' } })],
    ['fails', () => ({ status: 500, body: {} })],
    ['answers something else', () => ({ status: 200, body: ['what?'] })],
    ['answers 200 without a number', () => ({ status: 200, body: { lease: { state: 'leased' }, number: 7 } })],
  ])('%s', async (_, answer) => {
    api.numbers = answer;
    openShop(api);
    await page.goto(api.shopOrigin);
    await expectSoon(() => api.requests.length, 1);
    await expectSoon(() => page.isVisible('#text'), true);
    expect(await numbersOn(page)).toEqual(own);
    expect(complaints.filter((text) => !text.includes('Failed to load resource'))).toEqual([]);
  });

  test('cannot be reached', async () => {
    openShop(api);
    await context.route(`${api.origin}/v1/**`, (route) => route.abort());
    await page.goto(api.shopOrigin);
    await expectSoon(() => page.isVisible('#text'), true);
    expect(await numbersOn(page)).toEqual(own);
  });
});

test('without storage every page asks, and shows what it gets', async () => {
  await context.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get() {
        throw new Error('blocked');
      },
    });
  });
  openShop(api);
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('07'));
  await page.reload();
  await expectSoon(() => numbersOn(page), swapped('07'));
  expect(api.requests).toHaveLength(2);
  expect(complaints).toEqual([]);
});

test('a click on the link to the leased number is told, a click on another is not', async () => {
  openShop(api, { body: `${body}<a id="fax" href="tel:+12025550198">Fax</a>` });
  api.heartbeats = () => ({ status: 500, body: {} });
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('07'));
  await page.click('#fax');
  await page.click('#link');
  await expectSoon(() => api.bodiesOf('/v1/clicks').length, 1);
  expect(api.bodiesOf('/v1/clicks')).toEqual([{ lease: 'v1.lease-07' }]);
});
