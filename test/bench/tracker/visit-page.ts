import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { type ScriptTime, scriptTimeOf, type TraceEvent } from './script-time.ts';

/** How much slower than this machine the visitor's is. */
export const slowDown = 4;

export interface Visit {
  readonly time: ScriptTime;
  /** From the start of the navigation to the first frame with another number than the page's own, ms; of an empty script none. */
  readonly numberAfter: number | undefined;
  readonly layoutShift: number;
  readonly requests: number;
  /** Headers and bodies of the API's calls, both ways. */
  readonly apiBytes: number;
}

/** The files of a tracker: `t.js`, and what it loads behind itself. */
export interface TrackerTexts {
  readonly script: string;
  readonly deferred?: { readonly name: string; readonly text: string } | undefined;
}

/** The addresses of both. */
const trackerFile = /\/t(-\w+)?\.js$/;

/** Opens the page as a visitor who was never there, with this tracker, and looks at it for `seconds`. */
export async function visitPage(
  browser: Browser,
  url: string,
  { script, deferred }: TrackerTexts,
  seconds: number,
  traceFile: string,
): Promise<Visit> {
  const context = await browser.newContext();
  const page = await context.newPage();
  let requests = 0;
  let apiBytes = 0;
  const sizes: Promise<void>[] = [];
  page.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url());
    const isOurs = trackerFile.test(pathname);
    if (!isOurs && !pathname.startsWith('/v1/')) return;
    requests += 1;
    if (isOurs) return;
    sizes.push(request.sizes().then((size) => void (apiBytes += sum(Object.values(size)))));
  });
  const serve = (address: string, body: string) =>
    context.route(address, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await serve('**/t.js', script);
  if (deferred) await serve(`**/${deferred.name}`, deferred.text);
  await page.addInitScript(watchPage);
  const devTools = await context.newCDPSession(page);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  await browser.startTracing(page, { path: traceFile, categories: ['devtools.timeline', 'v8', 'v8.execute'] });
  await page.goto(url);
  await page.waitForTimeout(seconds * 1000);
  await browser.stopTracing();
  const seen = await page.evaluate<{ numberAfter?: number; layoutShift: number }>('globalThis.seen');
  await Promise.all(sizes);
  await context.close();
  const { traceEvents } = JSON.parse(await readFile(traceFile, 'utf8')) as { traceEvents: TraceEvent[] };
  return {
    time: scriptTimeOf(traceEvents, trackerFile),
    numberAfter: seen.numberAfter,
    ...rest(seen),
    requests,
    apiBytes,
  };
}

function rest({ layoutShift }: { layoutShift: number }) {
  return { layoutShift };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** Runs in the page, before its own scripts. */
const watchPage = `
  const seen = (globalThis.seen = { numberAfter: undefined, layoutShift: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.layoutShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  (function look() {
    const phone = document.querySelector('a.phone');
    if (phone && phone.textContent !== '+1 202 555 0199' && getComputedStyle(phone).visibility === 'visible') {
      seen.numberAfter = performance.now();
    } else requestAnimationFrame(look);
  })();
`;
