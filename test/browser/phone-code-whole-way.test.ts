import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type CallDetail, type Management, management } from '../e2e/management.ts';
import { soon } from '../e2e/soon.ts';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { launchChromium } from './chromium.ts';
import { complaintsOf } from './complaints.ts';
import { expectSoon } from './expect-soon.ts';
import { openSignedIn } from './signed-in.ts';

let run: LocalRun;
let api: Management;
let browser: Browser;
let devices: BrowserContext[];
let complaints: string[][];
/** All of the product is at work, perhaps on a machine that has other work, too; ms. */
const patience = 60_000;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  devices = [];
  complaints = [];
  run = await startLocalRun();
  api = management(run);
});
afterEach(async () => {
  for (const device of devices) await device.close();
  await run?.discard();
});

/** A device of its own, with a browser that nobody has used before. */
async function device(settings: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext(settings);
  context.setDefaultTimeout(patience);
  devices.push(context);
  complaints.push(complaintsOf(context));
  return context.newPage();
}

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

/** The number that the shop shows on the phone, to which an advertisement led. */
async function searchOnPhone(): Promise<string> {
  const phone = await device({ userAgent: iphone, viewport: { width: 390, height: 844 }, hasTouch: true });
  await phone.goto(`${run.url}/demo/?gclid=Cj0-phone&utm_campaign=spring`);
  await expectSoon(async () => (await phone.textContent('.phone'))?.endsWith('0199'), false, patience);
  return (await phone.textContent('.phone'))!.replace(/\D/g, '');
}

const code = '[data-leaseline-code]';

/** What the caller reads out on the laptop, and the page to close it by. */
async function openLaptop(): Promise<{ page: Page; read: string }> {
  const page = await device({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${run.url}/demo/contact.html`);
  await expectSoon(async () => /^\d{3}\s\d\d\s\d\d$/.test((await page.textContent(code)) ?? ''), true, patience);
  return { page, read: (await page.textContent(code))! };
}

/** Dials on the dashboard's softphone, answers, and opens the page of the call; its id. */
async function answerCall(agent: Page, number: string): Promise<string> {
  const phone = agent.getByRole('complementary', { name: 'Softphone' });
  const shown = phone.getByRole('combobox', { name: 'Number', exact: true });
  await expectSoon(() => shown.inputValue(), `+${number}`, patience);
  await phone.getByRole('button', { name: 'Dial' }).click();
  await phone.getByRole('button', { name: 'Answer', disabled: false }).click();
  await phone.getByText('Talking').waitFor();
  await phone.getByRole('link', { name: 'Open the call' }).click();
  await agent.getByRole('form', { name: 'Report of this call' }).waitFor({ timeout: patience });
  return decodeURIComponent(agent.url().split('/').at(-1)!);
}

async function report(agent: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  const form = agent.getByRole('form', { name: 'Report of this call' });
  for (const [label, text] of Object.entries(fields)) await form.getByLabel(label).fill(text);
  await form.getByRole('button', { name: 'Report' }).click();
}

const codeField = 'Phone code, if the caller says one';

/** One wrong digit, as it is misheard. */
const misheard = (text: string) => text.replace(/\d$/, (last) => String((Number(last) + 1) % 10));

interface Linked {
  readonly linkedVisits: readonly { id: string; visitor: string; by: string; code: string; device?: string }[];
}
interface Journey {
  readonly visitors: readonly { readonly visitor: string }[];
  readonly events: readonly { readonly kind: string; readonly visit?: string; readonly call?: string }[];
}

test('who searches and calls on a phone, and opens the site on a laptop during the call, is one person', async () => {
  const number = await searchOnPhone();
  const agent = await device();
  await openSignedIn(agent, run.url, '#/calls', run.key);
  const id = await answerCall(agent, number);

  const laptop = await openLaptop();
  await report(agent, { [codeField]: misheard(laptop.read) });
  await agent.getByText('its last digit does not fit').first().waitFor({ timeout: patience });
  await report(agent, { [codeField]: laptop.read });
  const match = agent.getByRole('region', { name: 'Where it came from' });
  await match.getByText('The caller said the code of visit').waitFor({ timeout: patience });

  await agent.waitForTimeout(6500);
  const phone = agent.getByRole('complementary', { name: 'Softphone' });
  await phone.getByRole('button', { name: 'Hang up' }).click();
  await report(agent, { 'Amount in USD': '129.50' });
  const detail = (await soon(
    () => api.call(id),
    (found) =>
      found?.call.final === true &&
      found.revenue?.amount === '129.50' &&
      found.conversions.length > 0 &&
      found.conversions.every(({ deliveries }) => deliveries.every(({ state }) => state === 'delivered')),
    { seconds: 90 },
  ))!;

  const { linkedVisits } = detail.match as CallDetail['match'] & Linked;
  expect(detail.match).toMatchObject({
    source: 'google',
    medium: 'cpc',
    campaign: 'spring',
    visit: { device: 'mobile', clickIds: { gclid: 'Cj0-phone' } },
  });
  expect(linkedVisits).toMatchObject([{ by: 'agent', code: laptop.read.replace(/\D/g, ''), device: 'desktop' }]);
  const [linked] = linkedVisits;
  expect(linked!.visitor).not.toBe(detail.match.visit?.visitor);
  expect(detail).toMatchObject({ revenue: { amount: '129.50' }, conversions: [{ state: 'open' }] });

  const sent = await (await fetch(`${run.url}/inbox/messages.json?name=google`)).text();
  expect(sent).toContain('Cj0-phone');

  const journey = await api.must<Journey>(`GET /v1/calls/${encodeURIComponent(id)}/journey`);
  const visitors = [detail.match.visit!.visitor, linked!.visitor];
  expect(journey.visitors.map(({ visitor }) => visitor)).toEqual(visitors);
  expect(journey.events.map(({ kind }) => kind)).toEqual(['visit', 'call', 'visit', 'code', 'sale']);
  expect(journey.events.filter(({ kind }) => kind === 'visit' || kind === 'code').map(({ visit }) => visit)).toEqual([
    detail.match.visit!.id,
    linked!.id,
    linked!.id,
  ]);
  expect(complaints.flat().filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
});

test('a code that the visitor takes back links nothing, and the next one is another', async () => {
  const { page, read } = await openLaptop();
  await page.evaluate("leaseline('consent', { ads: false, analytics: false })");
  await expectSoon(() => page.textContent(code), 'just say your name', patience);
  const number = await searchOnPhone();
  const agent = await device();
  await openSignedIn(agent, run.url, '#/calls', run.key);
  const id = await answerCall(agent, number);
  const said = await soon(
    () =>
      api.ask<{ detail: string }>(`POST /v1/calls/${encodeURIComponent(id)}/outcome`, {
        eventId: 'e',
        phoneCode: read,
      }),
    ({ body }) => body.detail?.includes('withdrawn') ?? false,
  );
  expect([said.status, said.body.detail]).toEqual([400, expect.stringContaining('withdrawn consent')]);
  await page.evaluate("leaseline('consent', { ads: true, analytics: true })");
  await expectSoon(async () => /^\d{3}\s\d\d\s\d\d$/.test((await page.textContent(code)) ?? ''), true, patience);
  expect(await page.textContent(code)).not.toBe(read);
});
