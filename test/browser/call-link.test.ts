import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Management, management } from '../e2e/management.ts';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { launchChromium } from './chromium.ts';
import { complaintsOf } from './complaints.ts';
import { expectSoon } from './expect-soon.ts';

let run: LocalRun;
let api: Management;
let browser: Browser;
/** Who has a number of their own, and who had but the default number. */
let own: Sent;
let others: readonly Sent[];

interface Sent {
  readonly id: string;
  readonly display: string;
  readonly href: string;
  readonly isDefault: boolean;
  readonly callLink: string;
  readonly picture: string;
}

const leased = ['(312) 555-0100', '(312) 555-0101'];
const mailDefault = '(312) 555-0191';

beforeAll(async () => {
  browser = await launchChromium();
  run = await startLocalRun();
  api = management(run);
  await api.must('PUT /v1/sites/mail', {
    name: 'Donaudampfschifffahrtsgesellschaftskapitänsmützen',
    siteKey: 'pk_mail',
    origins: ['https://shop.example'],
    country: 'US',
    language: 'de-DE',
    callPage: { hours: [{ from: '00:00', to: '24:00' }] },
  });
  const web = { site: 'mail', kind: 'session', source: 'email', when: [{ medium: 'email' }] };
  await api.must('PUT /v1/pools/mail-web', { ...web, defaultNumber: '+13125550190' });
  await api.must('POST /v1/pools/mail-web/numbers', { numbers: ['+13125550100', '+13125550101'] });
  await api.must('PUT /v1/pools/mail', { site: 'mail', kind: 'recipient', defaultNumber: '+13125550191' });
  await api.must('POST /v1/pools/mail/numbers', { numbers: ['+13125550110'] });
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const recipients = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
  const sent = await api.must<{ recipients: Sent[] }>('POST /v1/pools/mail/recipients', {
    campaign: 'spring',
    until,
    recipients,
  });
  own = sent.recipients.find(({ isDefault }) => !isDefault)!;
  others = sent.recipients.filter(({ isDefault }) => isDefault);
});
afterAll(async () => {
  await browser?.close();
  await run?.discard();
});

const contexts: BrowserContext[] = [];
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

async function open(url: string, settings: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext(settings);
  contexts.push(context);
  const complaints = complaintsOf(context);
  const page = await context.newPage();
  await page.goto(url);
  return { page, complaints };
}

const phone = {
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  viewport: { width: 390, height: 844 },
  hasTouch: true,
};
const tablet = {
  userAgent:
    'Mozilla/5.0 (Linux; Android 15; SM-X910) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  viewport: { width: 820, height: 1180 },
  hasTouch: true,
};
const desktop = { viewport: { width: 1280, height: 800 } };

const shown = (page: Page) => page.locator('[data-number]').textContent();
const isOnOneScreen = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth <= innerWidth') as Promise<boolean>;

test('a phone gets a button at once, which the keyboard reaches and a screen reader names', async () => {
  const { page, complaints } = await open(own.callLink, phone);
  const button = page.getByRole('link', { name: `Jetzt anrufen ${own.display}` });
  expect(await button.getAttribute('href')).toBe(own.href);
  expect((await button.boundingBox())!.y).toBeLessThan(200);
  await page.keyboard.press('Tab');
  expect(await button.evaluate('document.activeElement.matches("[data-call]")')).toBe(true);
  expect(await page.getByText('Jetzt geöffnet').isVisible()).toBe(true);
  expect(await page.locator('svg').count()).toBe(0);
  expect(await isOnOneScreen(page)).toBe(true);
  expect(complaints).toEqual([]);
});

test.each([
  ['tablet', tablet],
  ['desktop', desktop],
])('a %s gets the number, which can be called, the hours and a code', async (_, settings) => {
  const { page, complaints } = await open(own.callLink, settings);
  expect(await shown(page)).toBe(own.display);
  expect(await page.getByRole('link', { name: own.display, exact: true }).getAttribute('href')).toBe(own.href);
  expect(await page.getByRole('link').count()).toBe(1);
  expect(await page.getByRole('img', { name: 'QR-Code' }).isVisible()).toBe(true);
  expect(await page.getByRole('table', { name: 'Öffnungszeiten' }).isVisible()).toBe(true);
  expect(await isOnOneScreen(page)).toBe(true);
  expect(complaints).toEqual([]);
});

test('without JavaScript the link shows what the mail did, and leases nothing', async () => {
  const [without] = others;
  const { page } = await open(without!.callLink, { ...phone, javaScriptEnabled: false });
  expect(await shown(page)).toBe(mailDefault);
  expect((await fetch(without!.picture)).headers.get('content-type')).toBe('image/png');
  const status = await api.must<{ held?: number }>('GET /v1/pools/mail-web/status');
  expect(JSON.stringify(status)).toContain('"leased":0');
});

test('who had but the default number is leased one by the page, keeps it everywhere, and the next one finds none left', async () => {
  const [first, second, third] = others;
  const { page, complaints } = await open(first!.callLink, desktop);
  await expectSoon(async () => leased.includes((await shown(page)) ?? ''), true);
  const number = await shown(page);
  await page.mouse.move(10, 10);
  await page.mouse.move(20, 30);
  await expectSoon(async () => {
    const leases = await api.must<{ items: { confirmed?: boolean }[] }>('GET /v1/pools/mail-web/leases');
    return JSON.stringify(leases).includes('"confirmed":true');
  }, true);

  const onPhone = await open(first!.callLink, phone);
  await expectSoon(() => shown(onPhone.page), number);
  const other = await open(second!.callLink, phone);
  await expectSoon(async () => leased.includes((await shown(other.page)) ?? ''), true);
  expect(await shown(other.page)).not.toBe(number);
  const answered = await open(third!.callLink, tablet);
  await answered.page.waitForLoadState('networkidle');
  expect(await shown(answered.page)).toBe(mailDefault);
  expect(complaints).toEqual([]);
});

test('a press on the button is told before the phone takes over', async () => {
  const { page } = await open(own.callLink, phone);
  const told = page.waitForRequest((request) => request.postData()?.includes('"pressed":true') ?? false);
  await page.evaluate('addEventListener("click", (event) => event.preventDefault())');
  await page.getByRole('link').click();
  expect(JSON.parse((await told).postData()!)).toEqual({ active: true, pressed: true });
});

test('a link with a slash behind it is the same; with more behind it, or without a token, it has a page that says so', async () => {
  const { page } = await open(`${own.callLink}/`, phone);
  expect(await shown(page)).toBe(own.display);
  await page.goto(`${own.callLink}/x`);
  expect(await shown(page)).toBe(mailDefault);
  const response = await page.goto(new URL('/c', own.callLink).href);
  expect(response?.status()).toBe(404);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('This link is not known');
});

test('a link that was altered says so, and shows the number that stays', async () => {
  const { page } = await open(`${own.callLink.slice(0, -3)}AAA`, phone);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Dieser Link ist nicht bekannt');
  expect(await shown(page)).toBe(mailDefault);
  expect(await isOnOneScreen(page)).toBe(true);
});
