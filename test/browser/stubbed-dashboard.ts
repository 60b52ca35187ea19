import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { complaintsOf } from './complaints.ts';
import { openSignedIn } from './signed-in.ts';
import { type StubManagement, startStubManagement } from './stub-management.ts';
import { answerAsShop } from './stub-site.ts';

/** The dashboard in a browser of its own, before an API that a test speaks for. */
export interface StubbedDashboard {
  readonly stub: StubManagement;
  readonly page: Page;
  /** What the page threw and logged as errors so far. */
  readonly complaints: readonly string[];
  /** Opens it, signed in, at this place. */
  readonly open: (hash: string) => Promise<void>;
}

/**
 * For the tests of one file: the function that it answers makes a fresh one, of a shop without calls. All that it
 * needs starts before the first test, and ends by itself.
 */
export function stubbedDashboard(options?: BrowserContextOptions): () => Promise<StubbedDashboard> {
  let stub: StubManagement;
  let browser: Browser;
  let context: BrowserContext | undefined;

  beforeAll(async () => {
    [stub, browser] = await Promise.all([startStubManagement(), launchChromium()]);
  });
  afterEach(() => context?.close());
  afterAll(async () => {
    await browser?.close();
    await stub?.close();
  });

  return async () => {
    answerAsShop(stub);
    context = await browser.newContext(options);
    const complaints = complaintsOf(context);
    const page = await context.newPage();
    return { stub, page, complaints, open: (hash) => openSignedIn(page, stub.url, hash) };
  };
}
