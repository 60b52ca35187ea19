import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { type Management, management } from '../e2e/management.ts';
import { type PageVisit, pageVisit } from '../e2e/page-visit.ts';
import { soon } from '../e2e/soon.ts';
import { type LocalRun, startLocalRun } from '../start-local-run.ts';
import { launchChromium } from './chromium.ts';
import { expectSoon } from './expect-soon.ts';
import { type ShopServer, startShopServer } from './shop-server.ts';

let run: LocalRun;
let browser: Browser;
let shop: ShopServer;
let api: Management;
const patience = 20_000;

/** A test that is tried again starts with a site of its own, whose numbers nobody holds. */
let tries = 0;
const siteKey = () => `pk_short_${tries}`;
const idOf = (pool: string) => `short-${tries}-${pool}`;
const number = (last: string) => `+1${211 + tries}55501${last}`;
const ads = { numbers: ['01', '02'], default: '90' };
const direct = { numbers: ['11', '12'], default: '91' };

beforeAll(async () => {
  [run, browser, shop] = await Promise.all([startLocalRun(), launchChromium(), startShopServer()]);
  api = management(run);
});
afterAll(async () => {
  await browser?.close();
  await run?.discard();
  await shop?.close();
});

beforeEach(async () => {
  tries++;
  shop.html = `<!doctype html><title>Shop</title><h1>Call <b id="text">${number('99')}</b></h1>
    <script async src="${run.url}/t.js" data-site="${siteKey()}" data-swap="${number('99')}"></script>`;
  const origins = [shop.origin];
  const site = `short-${tries}`;
  await api.must(`PUT /v1/sites/${site}`, { name: 'Short', siteKey: siteKey(), origins });
  const pools = [
    [idOf('ads'), ads, { source: 'google', medium: 'cpc', when: [{ clickId: 'gclid' }] }],
    [idOf('direct'), direct, { source: 'direct', when: [{ source: 'direct' }] }],
  ] as const;
  for (const [id, { numbers, default: last }, source] of pools) {
    const pool = { site, kind: 'session', leaseSeconds: 60, probationSeconds: 20, ...source };
    await api.must(`PUT /v1/pools/${id}`, { ...pool, defaultNumber: number(last) });
    await api.must(`POST /v1/pools/${id}/numbers`, { numbers: numbers.map(number) });
  }
});

/** Another person lands; the page and its last two digits. */
async function land(query = '', prepare?: (page: Page) => Promise<void>): Promise<{ page: Page; shown: string }> {
  const page = await (await browser.newContext()).newPage();
  await prepare?.(page);
  await page.goto(`${shop.origin}/${query}`);
  await expectSoon(async () => (await shownOn(page)) === '99', false, patience);
  return { page, shown: await shownOn(page) };
}

async function shownOn(page: Page): Promise<string> {
  return (await page.textContent('#text'))!.slice(-2);
}

/** Brings a page before its visitor's eyes, or behind others: seconds in sight are a sign of a person. */
async function show(page: Page, isVisible: boolean): Promise<void> {
  const state = isVisible ? 'visible' : 'hidden';
  await page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  `);
}

const ask = (query = ''): Promise<PageVisit> =>
  pageVisit(run.url, { siteKey: siteKey(), pageUrl: `${shop.origin}/${query}` });

interface Lease {
  readonly number: string;
  readonly leasedUntil: string;
}
const leasesOf = async (pool: 'ads' | 'direct') =>
  (await api.must<{ items: Lease[] }>(`GET /v1/pools/${idOf(pool)}/leases`)).items;
const freeIn = async (pool: 'ads' | 'direct') =>
  (await api.must<{ free: number }>(`GET /v1/pools/${idOf(pool)}/status`)).free;

test('two numbers a source: who is there keeps theirs, who shows no sign of a person loses it, and no source takes from another', async () => {
  // A is soon behind other tabs, in a browser whose clock can be set on. B stirs all the time. D leaves at once.
  const a = await land('?gclid=a', (page) => page.clock.install());
  await show(a.page, false);
  const b = await land('?gclid=b');
  await b.page.mouse.move(30, 30);
  expect([a.shown, b.shown].sort()).toEqual(ads.numbers);
  const d = await land();
  expect(direct.numbers).toContain(d.shown);
  await d.page.context().close();
  const [leaseOfD] = await leasesOf('direct');
  const [leaseOfA] = (await leasesOf('ads')).filter((lease) => lease.number === number(a.shown));
  expect(leaseOfD!.number).toBe(number(d.shown));

  // Ads is full while Direct has a number free: its default number, never one of Direct's.
  expect(await freeIn('direct')).toBe(1);
  const x = await land('?gclid=x');
  expect(x.shown).toBe(ads.default);
  await x.page.context().close();
  const e = await land();
  await e.page.mouse.move(30, 30);
  expect([d.shown, e.shown].sort()).toEqual(direct.numbers);
  expect(await freeIn('direct')).toBe(0);

  // A closed tab's number rests until its probation ends, all the same.
  const defaults = new Set<string | undefined>();
  let after: PageVisit;
  for (;;) {
    await Promise.all([b, e].map(({ page }, index) => page.mouse.move(20 + (Date.now() % 300), 20 + index)));
    after = await ask();
    if (after.lease.state === 'leased' || Date.now() > Date.parse(leaseOfD!.leasedUntil) + patience) break;
    defaults.add(after.default?.e164);
    await sleep(500);
  }
  expect([...defaults]).toEqual([number(direct.default)]);
  expect(after.number?.e164).toBe(number(d.shown));
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(leaseOfD!.leasedUntil));

  // A's lease ran out as well, and nobody had asked for the number since: C gets it.
  await soon(
    () => Date.now(),
    (now) => now > Date.parse(leaseOfA!.leasedUntil) + 2500,
  );
  const c = await land('?gclid=c');
  expect(c.shown).toBe(a.shown);
  expect(await shownOn(a.page)).toBe(a.shown);
  await show(a.page, true);
  await a.page.clock.fastForward('01:05');
  await expectSoon(() => shownOn(a.page), ads.default, patience);

  // B still has theirs; and who comes from Ads now finds it full again.
  await b.page.mouse.move(50, 50);
  expect(await shownOn(b.page)).toBe(b.shown);
  expect((await leasesOf('ads')).map((lease) => lease.number).sort()).toEqual(ads.numbers.map(number));
  expect(await ask('?gclid=y')).toMatchObject({ lease: { state: 'default' }, default: { e164: number(ads.default) } });
});
