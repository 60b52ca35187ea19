import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { held, leased } from './answers.ts';
import { launchChromium } from './chromium.ts';
import { complaintsOf } from './complaints.ts';
import { openShop, type Shop } from './shop.ts';
import { type StubApi, startStubApi } from './stub-api.ts';

/** A visitor of a page whose API a test speaks for. */
export interface StubVisit {
  readonly api: StubApi;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[];
  /** Opens a page with this body. */
  readonly open: (body: string, shop?: Shop) => Promise<void>;
}

/** Makes a fresh one for each test of the file; unless the test says otherwise it is shown +1 202 555 0107; on the device of `options`. */
export function stubVisits(options: BrowserContextOptions = {}): () => StubVisit {
  let browser: Browser;
  let visit: StubVisit;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    const api = await startStubApi();
    api.numbers = () => leased('07');
    // A page that has been in sight for five seconds has beaten already; the next sign of a person asks all the same.
    api.heartbeats = () => held('v1.lease-07', { renewAfterSeconds: 0 });
    const context = await browser.newContext(options);
    const complaints = complaintsOf(context);
    const page = await context.newPage();
    const open = async (body: string, shop: Shop = {}) => {
      openShop(api, { ...shop, body });
      await page.goto(api.shopOrigin);
    };
    visit = { api, context, page, complaints, open };
  });
  afterEach(async () => {
    await visit.context.close();
    await visit.api.close();
  });
  return () => visit;
}
