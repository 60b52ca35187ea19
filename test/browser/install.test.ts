import type { Browser, Page } from 'playwright-core';
import { readPaper } from '../docs/markdown.ts';
import { leased } from './answers.ts';
import { launchChromium } from './chromium.ts';
import { expectSoon } from './expect-soon.ts';
import { body, numbersOn, swapped } from './shop.ts';
import { type StubApi, startStubApi } from './stub-api.ts';

let browser: Browser;
let api: StubApi;
let page: Page;

beforeAll(async () => {
  [browser, api] = await Promise.all([launchChromium(), startStubApi()]);
  api.numbers = () => leased('07');
});
afterAll(async () => {
  await browser?.close();
  await api.close();
});

beforeEach(async () => {
  api.requests.length = 0;
  page = await browser.newPage();
});
afterEach(() => page.close());

/** The one block of code that a page of the documentation tells people to copy, for this installation. */
function snippetOf(way: string): string {
  const [block, ...others] = readPaper(`docs/install/${way}.md`).blocks;
  expect(others).toEqual([]);
  expect(block!.text).toContain('https://calls.shop.example/t.js');
  return block!.text.replaceAll('https://calls.shop.example', api.origin);
}

/** As a tag manager does: a script of its own making, which has the address of the one in the snippet, and nothing else. */
function withoutAttributes(html: string): string {
  return `const script = document.createElement('script');
    script.src = '${/src="([^"]+)"/.exec(html)![1]!}';
    document.head.append(script);`;
}

const later = (script: string) =>
  `<script>addEventListener('load', () => setTimeout(() => { ${script} }, 50))</script>`;

test.each([
  ['html', (snippet: string) => snippet],
  ['google-tag-manager', (snippet: string) => later(withoutAttributes(snippet))],
  ['wordpress', (snippet: string) => /'(<script.*<\/script>)'/.exec(snippet)![1]!],
  // Strict mode: every effect runs twice.
  ['react', (snippet: string) => `<script>const useEffect = (run) => { run(); run(); };</script>${later(snippet)}`],
  ['nextjs', (snippet: string) => later(withoutAttributes(snippet))],
])('a page that was made by docs/install/%s.md shows the visitor’s number', async (way, make) => {
  api.page = { html: `<!doctype html><title>Shop</title>${make(snippetOf(way))}${body}`, headers: {} };
  await page.goto(`${api.shopOrigin}/?gclid=A`);
  await expectSoon(() => numbersOn(page), swapped('07'));
  expect(api.bodiesOf('/v1/numbers')).toEqual([{ siteKey: 'pk_shop', pageUrl: `${api.shopOrigin}/?gclid=A` }]);
});
