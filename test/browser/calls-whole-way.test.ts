import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { launchChromium } from './chromium.ts';
import { complaintsOf } from './complaints.ts';
import { expectSoon } from './expect-soon.ts';
import { openSignedIn } from './signed-in.ts';

let run: LocalRun;
let browser: Browser;
let context: BrowserContext;
let complaints: string[];
/** All of the product is at work, perhaps on a machine that has other work, too; ms. */
const patience = 60_000;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
// Each try of each test has data of its own: it counts calls and sums, and tells inboxes to misbehave.
beforeEach(async () => {
  run = await startLocalRun();
  context = await browser.newContext();
  context.setDefaultTimeout(patience);
  complaints = complaintsOf(context);
});
afterEach(async () => {
  await context?.close();
  await run?.discard();
});

/** Lands in the demo shop from an advertisement; the last four digits of the number that the shop shows then. */
async function visitShop(): Promise<string> {
  const shop = await context.newPage();
  await shop.goto(`${run.url}/demo/?gclid=Cj0-whole-way&utm_campaign=spring`);
  await expectSoon(async () => (await shop.textContent('.phone'))?.endsWith('0199'), false, patience);
  return (await shop.textContent('.phone'))!.slice(-4);
}

const phoneOf = (page: Page) => page.getByRole('complementary', { name: 'Softphone' });

/** The softphone proposes the number that the newest visitor sees. */
async function showsNumber(page: Page, shown: string): Promise<void> {
  const number = phoneOf(page).getByRole('combobox', { name: 'Number', exact: true });
  await expectSoon(() => number.inputValue(), `+1202555${shown}`, patience);
}

async function callAndTalk(page: Page, talkMs: number): Promise<void> {
  const phone = phoneOf(page);
  await phone.getByRole('button', { name: 'Dial' }).click();
  await phone.getByRole('button', { name: 'Answer', disabled: false }).click();
  await phone.getByText('Talking').waitFor();
  await page.waitForTimeout(talkMs);
  await phone.getByRole('button', { name: 'Hang up' }).click();
  await phone.getByText('Call ended').waitFor();
}

test('from the click to the call to three deliveries, and revenue on top', async () => {
  const shown = await visitShop();
  const page = await context.newPage();
  await openSignedIn(page, run.url, '#/calls', run.key);
  const phone = phoneOf(page);
  await showsNumber(page, shown);
  await callAndTalk(page, 6500);
  // A lookup never keeps a caller waiting: on a machine that is too busy it answers the default route.
  expect(await phone.textContent()).toMatch(/Agent hears“(Call from google spring|Incoming call)”/);

  const row = page.getByRole('row').filter({ hasText: `555 ${shown}` });
  await row.getByText('completed').waitFor({ timeout: 30_000 });
  await phone.getByRole('link', { name: 'Open the call' }).click();
  const match = page.getByRole('region', { name: 'Where it came from' });
  await match.getByText('Cj0-whole-way').waitFor();
  const evidence = (await match.textContent()) ?? '';
  for (const part of ['google / cpc', 'spring', 'lease', 'gclid']) expect(evidence).toContain(part);

  const conversions = page.getByRole('region', { name: 'Conversions' });
  await conversions.getByText('$50.00').waitFor({ timeout: 30_000 });
  const states = async () => {
    const rows = (await conversions.getByRole('row').allTextContents()).slice(1);
    return rows.map((text) => /^(demo-[a-z]+?)(pending|delivered|parked|skipped)/.exec(text)?.slice(1).join(' '));
  };
  await conversions.getByText('delivered').nth(2).waitFor({ timeout: 60_000 });
  expect(await states()).toEqual(['demo-email delivered', 'demo-google delivered', 'demo-webhook delivered']);

  const form = page.getByRole('form', { name: 'Report of this call' });
  await form.getByLabel('Amount in USD').fill('129.50');
  await form.getByRole('button', { name: 'Report' }).click();
  const ledger = page.getByRole('region', { name: 'Outcome and revenue' });
  await ledger.getByText('+$129.50').waitFor();
  expect(await ledger.getByRole('listitem').textContent()).toContain('counted');

  await page.getByRole('link', { name: 'Journal' }).click();
  const sums = page.getByRole('region', { name: 'By source' }).getByRole('row').filter({ hasText: 'google / cpc' });
  const readSums = async () => {
    await page.getByRole('button', { name: 'Read again' }).click();
    return (await sums.getByRole('cell').allTextContents()).filter((_, index) => index < 4 || index > 7);
  };
  await expectSoon(readSums, ['1', '1', '1', '0', '1', '$129.50'], patience);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^calls-demo-.*\.csv$/);
  // An answer that comes too late on a busy machine is no fault of the dashboard's, which asks again.
  expect(complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
});

test('what waits for a destination that was gone goes out once it is resumed by its button', async () => {
  const behaviour = (answer: string) =>
    fetch(`${run.url}/inbox/webhook/behaviour`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ answer }),
    });
  expect((await behaviour('gone')).ok).toBe(true);
  const shown = await visitShop();
  const page = await context.newPage();
  await openSignedIn(page, run.url, '#/calls', run.key);
  await showsNumber(page, shown);
  await callAndTalk(page, 6500);
  await phoneOf(page).getByRole('link', { name: 'Open the call' }).click();
  const call = page.url();
  const delivery = page.getByRole('row').filter({ hasText: 'demo-webhook' });
  await delivery.getByText('410').waitFor({ timeout: 60_000 });
  expect((await behaviour('ok')).ok).toBe(true);
  await page.getByRole('link', { name: 'Deliveries' }).click();
  const destination = page.getByRole('row').filter({ hasText: 'demo-webhook' }).filter({ hasText: 'Paused' });
  await destination.getByRole('button', { name: 'Resume' }).click();
  await destination.waitFor({ state: 'detached', timeout: 30_000 });
  await page.goto(call);
  // The sweep lets go what waits, every minute.
  await delivery.getByText('delivered').waitFor({ timeout: 150_000 });
}, 360_000);

test('a number in no pool is matched to nothing, and says so', async () => {
  const page = await context.newPage();
  await openSignedIn(page, run.url, '#/calls', run.key);
  const phone = phoneOf(page);
  await phone.getByRole('combobox', { name: 'Number', exact: true }).selectOption({ label: 'Another number…' });
  await phone.getByLabel('Number, typed').fill('+442079460987');
  await phone.getByRole('combobox', { name: 'Caller' }).selectOption({ label: 'Number withheld' });
  await phone.getByRole('button', { name: 'Dial' }).click();
  await phone.getByText('Ringing').waitFor();
  await phone.getByRole('button', { name: 'Hang up' }).click();
  await phone.getByText('Nobody answered').waitFor();
  await phone.getByRole('link', { name: 'Open the call' }).click();
  const match = page.getByRole('region', { name: 'Where it came from' });
  await match.getByText('+442079460987 was in no pool when the call started.').waitFor({ timeout: 30_000 });
  await page.getByText('missed', { exact: true }).waitFor({ timeout: 30_000 });
  const facts = page.getByRole('region', { name: 'What happened' });
  await expectSoon(async () => (await facts.textContent())?.includes('withheld'), true, patience);
});
