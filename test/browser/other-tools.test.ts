import type { Browser, BrowserContext, Page } from 'playwright-core';
import { held, leased } from './answers.ts';
import { launchChromium } from './chromium.ts';
import { expectSoon } from './expect-soon.ts';
import { makeGate } from './gate.ts';
import { body, numbersOn, openShop, swapped } from './shop.ts';
import { type StubApi, startStubApi } from './stub-api.ts';

const denied = { ads: false, analytics: false };
const noAds = { ads: false, analytics: true };
const granted = { ads: true, analytics: true };
const cookies = {
  _ga: 'GA1.1.1234567890.1795000000',
  _ga_ABC123: 'GS2.1.s1795180000$o2$g1$t1795180300$j60$l0$h0',
  _ga_OLD: 'GS1.1.1795170000.1.0.1795170000.0.0.0',
  _fbp: 'fb.1.1795000000000.987654321',
  _fbc: 'fb.1.1795000000000.IwAR2_click-id',
  _ym_uid: '1795000000123456789',
  _ttp: '01K9-ttp_value',
};
const forAnalytics = { ga: '1234567890.1795000000', gaSession: '1795180000', ymUid: cookies._ym_uid };
const all = { ...forAnalytics, fbp: cookies._fbp, fbc: cookies._fbc, ttp: cookies._ttp };

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
  // The site takes nothing for granted.
  api.numbers = ({ consent }) =>
    (consent as { analytics: boolean } | undefined)?.analytics
      ? leased('07')
      : {
          status: 200,
          body: { number: (leased('90').body as { number: object }).number, lease: { state: 'default' } },
        };
  api.heartbeats = ({ lease }) => held(String(lease));
  api.consents = ({ consent }) => ({
    status: 200,
    body: (consent as { analytics: boolean }).analytics ? { visitor: 'v1.without-ads' } : { default: null },
  });
  context = await browser.newContext();
  page = await context.newPage();
  openShop(api);
});
afterEach(async () => {
  await context.close();
  await api.close();
});

const asks = () => api.bodiesOf('/v1/numbers');
const say = (consent: object) => page.evaluate(`leaseline('consent', ${JSON.stringify(consent)})`);
const kept = () =>
  page.evaluate<string>("Object.values(localStorage).join(' ') + Object.values(sessionStorage).join(' ')");
const setCookies = () =>
  page.evaluate(
    (pairs) => {
      for (const pair of pairs) Reflect.get(globalThis, 'document').cookie = pair;
    },
    Object.entries(cookies).map(([name, value]) => `${name}=${value}`),
  );
const head = (script: string) => {
  api.page = { ...api.page, html: `<!doctype html><script>${script}</script>${api.page.html}` };
};

describe('denied', () => {
  test.each([
    ['before the script is there', `leaseline = { q: [['consent', ${JSON.stringify(denied)}]] }`],
    ['by nobody: the site takes nothing for granted', ''],
  ])('%s: nothing is kept, and no id of another tool is sent', async (_, script) => {
    head(script);
    await page.goto(api.shopOrigin);
    await setCookies();
    await page.goto(`${api.shopOrigin}/?gclid=ID-1&fbclid=ID-2&utm_campaign=spring`);
    await expectSoon(() => numbersOn(page), swapped('90'));
    expect(asks().at(-1)).not.toHaveProperty('ids');
    expect(await kept()).not.toMatch(/ID-|spring|fb\.1|v1\.|1234567890/);
    // Whoever was not asked may be asked for, and the site's default is not known here.
    const [first, second] = script ? ['denied', 'denied'] : ['ID-1', 'ID-2'];
    expect(asks().at(-1)!.pageUrl).toBe(`${api.shopOrigin}/?gclid=${first}&fbclid=${second}&utm_campaign=spring`);
  });

  test('what a version before this one kept is taken away', async () => {
    await page.goto(api.shopOrigin);
    // Before that the page itself may still take it away, or leave without having asked.
    await expectSoon(() => numbersOn(page), swapped('90'));
    await page.evaluate(
      `localStorage.setItem('leaseline:pk_test', '{"state":"default","askedAt":1,"landing":"gclid=ID-1"}')`,
    );
    await page.reload();
    await expectSoon(() => asks().length, 2);
    await expectSoon(kept, '');
  });
});

test('granted later on the same page: the number is there, and the ids of other tools with it', async () => {
  await page.goto(`${api.shopOrigin}/?gclid=ID-1`);
  await expectSoon(() => numbersOn(page), swapped('90'));
  await setCookies();
  await say(granted);
  await expectSoon(() => numbersOn(page), swapped('07'));
  expect(asks().at(-1)).toMatchObject({ pageUrl: `${api.shopOrigin}/?gclid=ID-1`, consent: granted, ids: all });
});

test('granted while the number is asked for without it: it is asked for again', async () => {
  const gate = makeGate();
  const answer = api.numbers;
  api.numbers = async (ask) => {
    await gate.opened;
    return answer(ask);
  };
  await page.goto(api.shopOrigin);
  await expectSoon(() => asks().length, 1);
  await say(granted);
  gate.open();
  await expectSoon(() => numbersOn(page), swapped('07'));
});

test('without ads no click is kept, and no id of an ad platform is told', async () => {
  await page.goto(api.shopOrigin);
  await setCookies();
  head(`leaseline = { q: [['consent', ${JSON.stringify(noAds)}]] }`);
  await page.goto(`${api.shopOrigin}/?gclid=ID-1&utm_campaign=spring`);
  await expectSoon(() => numbersOn(page), swapped('07'));
  expect(asks().at(-1)).toMatchObject({ ids: forAnalytics, consent: noAds });
  expect(asks().at(-1)!.ids).toEqual(forAnalytics);
  expect(await kept()).not.toMatch(/ID-1|fb\.1/);
  await page.reload();
  await expectSoon(() => numbersOn(page), swapped('07'));
  await say(granted);
  await expectSoon(() => asks().at(-1)?.ids, all);
  await say(noAds);
  await expectSoon(async () => /ID-1|fb\.1/.test(await kept()), false);
});

test('ids that appear later are told once, by a heartbeat', async () => {
  head(`leaseline = { q: [['consent', ${JSON.stringify(granted)}]] }`);
  await page.goto(api.shopOrigin);
  await expectSoon(() => numbersOn(page), swapped('07'));
  expect(asks()[0]).not.toHaveProperty('ids');
  await setCookies();
  await page.reload();
  const told = () => api.bodiesOf('/v1/heartbeats').filter(({ ids }) => ids);
  await expectSoon(() => told().map(({ ids }) => ids), [all]);
  await page.reload();
  await expectSoon(() => numbersOn(page), swapped('07'));
  await page.mouse.move(20, 20);
  expect(told()).toHaveLength(1);
  await say(denied);
  await expectSoon(async () => /v1\.|ID|fb\.1|1234567890/.test(await kept()), false);
});

const gtag = 'window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments) }';
const mode = (kind: string, ads: string, analytics: string) =>
  `gtag('consent', '${kind}', { ad_storage: '${ads}', ad_user_data: '${ads}', analytics_storage: '${analytics}' });`;
const framework = (purposes: number[], more = '') => `
  window.__tcfapi = (command, version, tell) => tell({ eventStatus: 'tcloaded', gdprApplies: true, ${more}
    purpose: { consents: ${JSON.stringify(Object.fromEntries(purposes.map((purpose) => [purpose, true])))} } }, true);`;

describe('the consent that the page has already', () => {
  test.each([
    [
      'Google Consent Mode, granted by an update',
      gtag + mode('default', 'denied', 'denied') + mode('update', 'granted', 'granted'),
      granted,
    ],
    [
      'Google Consent Mode, analytics only',
      gtag + mode('default', 'denied', 'denied') + mode('update', 'denied', 'granted'),
      noAds,
    ],
    ['Google Consent Mode, denied by default', gtag + mode('default', 'denied', 'denied'), denied],
    [
      'Google Consent Mode of a template, which writes nothing into the data layer',
      `google_tag_data = { ics: { entries: {
      ad_storage: { default: false, update: true }, analytics_storage: { default: false, update: true } } } }`,
      granted,
    ],
    ['the Transparency and Consent Framework', framework([1, 7, 8, 9, 10]), granted],
    ['the framework, without ads', framework([1, 8, 9, 10]), noAds],
    ['the framework, without storage', framework([7, 8, 9, 10]), denied],
    [
      'the framework, before Consent Mode',
      framework([1, 8, 9, 10]) + gtag + mode('update', 'granted', 'granted'),
      noAds,
    ],
    [
      'Consent Mode where the framework does not apply',
      framework([], 'gdprApplies: false, ').replace('gdprApplies: true, ', '') +
        gtag +
        mode('update', 'granted', 'granted'),
      granted,
    ],
    [
      'the page’s own word before all of them',
      `${framework([])}leaseline = { q: [['consent', ${JSON.stringify(noAds)}]] }`,
      noAds,
    ],
    [
      'Global Privacy Control, which allows no ads',
      `Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });${framework([1, 7, 8, 9, 10])}`,
      noAds,
    ],
    [
      'the page’s own word before Global Privacy Control',
      `Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });leaseline = { q: [['consent', ${JSON.stringify(granted)}]] }`,
      granted,
    ],
  ])('%s', async (_, script, expected) => {
    head(script);
    await page.goto(api.shopOrigin);
    await expectSoon(() => asks().at(-1)?.consent, expected);
    await expectSoon(() => numbersOn(page), swapped(expected.analytics ? '07' : '90'));
  });

  test('Global Privacy Control by itself is told', async () => {
    head("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })");
    await page.goto(api.shopOrigin);
    await expectSoon(() => asks(), [{ siteKey: 'pk_test', pageUrl: `${api.shopOrigin}/`, gpc: true }]);
  });

  test('an update after minutes counts, a default on the next page takes nothing back', async () => {
    head(gtag + mode('default', 'denied', 'denied'));
    await page.goto(api.shopOrigin);
    await expectSoon(() => numbersOn(page), swapped('90'));
    await page.evaluate(mode('update', 'granted', 'granted'));
    await expectSoon(() => numbersOn(page), swapped('07'));
    await page.goto(`${api.shopOrigin}/next`);
    await expectSoon(() => numbersOn(page), swapped('07'));
    expect(api.bodiesOf('/v1/consents')).toEqual([]);
    await page.evaluate(mode('update', 'denied', 'denied'));
    await expectSoon(() => api.bodiesOf('/v1/consents').map(({ consent }) => consent), [denied]);
  });
});

describe('the script, brought by a tag manager', () => {
  const inject = (address: string) => `
    const script = document.createElement('script');
    script.async = true;
    script.src = '${address}';
    document.head.append(script);`;
  const address = () => `${api.origin}/t.js?site=pk_test&swap=+12025550199`;

  beforeEach(() => {
    api.page = { ...api.page, html: `<!doctype html><title>Shop</title>${body}` };
    api.numbers = () => leased('07');
  });

  test('takes site and numbers from its address', async () => {
    head(inject(address()));
    await page.goto(api.shopOrigin);
    await expectSoon(() => numbersOn(page), swapped('07'));
    expect(asks()).toEqual([{ siteKey: 'pk_test', pageUrl: `${api.shopOrigin}/` }]);
  });

  test('twice, it asks once', async () => {
    head(`{${inject(address())}} {${inject(address())}}`);
    await page.goto(api.shopOrigin, { waitUntil: 'networkidle' });
    expect(asks()).toHaveLength(1);
  });

  test('is found where no script is the current one', async () => {
    head(`${inject(address())} script.type = 'text/plain';
      addEventListener('load', async () => Function(await (await fetch(script.src)).text())());`);
    await page.route('**/t.js*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
    });
    await page.goto(api.shopOrigin);
    await expectSoon(() => numbersOn(page), swapped('07'));
  });

  test('for two sites, each hears what the visitor says', async () => {
    head(`{${inject(address())}} {${inject(address().replace('pk_test', 'pk_other'))}}`);
    await page.goto(api.shopOrigin);
    await expectSoon(() => asks().length, 2);
    await say(denied);
    await expectSoon(() => api.bodiesOf('/v1/consents').length, 2);
  });
});
