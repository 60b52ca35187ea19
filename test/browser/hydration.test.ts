import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { buildSync } from 'esbuild';
import { expectSoon } from './expect-soon.ts';
import { openShop } from './shop.ts';
import { stubVisits } from './stub-visit.ts';

const visit = stubVisits();

/** The same shop on the server and in the browser; it counts what React finds wrong with the page. */
const app = `
  import { createElement as h, StrictMode, Suspense } from 'react';
  const Phone = () => h('a', { href: 'tel:+12025550199', 'aria-label': 'Call 202-555-0199' }, '(202) 555-0199');
  export const App = ({ area = '202', call = 'Call us' }) => h(StrictMode, null,
    h('h1', null, 'Call ', h('b', null, '+1 202 555 0199'), ' now'),
    h('span', { id: 'call', 'data-leaseline-call': '' }, call, call === 'Call us' && h('i', null, ' now')),
    h('p', { id: 'pieces' }, '(', area, ') ', '555-0199'),
    h(Suspense, { fallback: 'soon' }, h('p', { id: 'later' }, h(Phone))));
`;
const client = `
  import { createElement as h } from 'react';
  import { hydrateRoot } from 'react-dom/client';
  import { App } from './app';
  globalThis.errors = [];
  const say = (error) => globalThis.errors.push(String(error));
  const root = hydrateRoot(document.querySelector('[data-container]'), h(App), { onRecoverableError: say, onUncaughtError: say });
  globalThis.hydrating = true;
  globalThis.redraw = () => root.render(h(App, { call: 'Ring us' }));
`;
const server = `
  import { createElement as h } from 'react';
  import { renderToString } from 'react-dom/server.browser';
  import { App } from './app';
  export const html = renderToString(h(App));
`;

function bundle(version: number, contents: string): string {
  const folder = path.join(__dirname, '../..');
  const suffix = version === 19 ? '' : `-${version}`;
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    format: 'iife',
    globalName: 'rendering',
    platform: 'browser',
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { react: `react${suffix}`, 'react-dom': `react-dom${suffix}` },
    write: false,
  });
  return outputFiles[0]!.text;
}

function inOneFile(contents: string): string {
  return contents
    .replace(`import { App } from './app';`, app)
    .replace(`import { createElement as h } from 'react';`, '');
}

function rendered(version: number): string {
  const script = `${bundle(version, inOneFile(server))}; rendering.html`;
  return String(runInNewContext(script, { MessageChannel, TextEncoder, setTimeout, console }));
}

const swapped = {
  heading: 'Call +1 202 555 0107 now',
  pieces: '(202) 555-0107',
  call: '(202) 555-0107',
  link: 'tel:+12025550107',
  label: 'Call 202-555-0107',
  errors: [],
};
const reading = `({
  heading: document.querySelector('h1').textContent,
  pieces: document.querySelector('#pieces').textContent,
  call: document.querySelector('#call').textContent,
  link: document.querySelector('#later a').getAttribute('href'),
  label: document.querySelector('#later a').getAttribute('aria-label'),
  errors: globalThis.errors,
})`;

const pages = [
  ['as soon as the page is there', 'id="root"', 0],
  ['a second after the number came', 'id="root"', 1000],
  ['into a container of another name', 'data-hydrate', 300],
  ['into the container of Docusaurus', 'id="__docusaurus"', 300],
] as const;

describe.each([18, 19])('React %i, rendered on the server', (version) => {
  test.each(pages)('is hydrated %s: without an error, and is swapped then', async (_, container, delay) => {
    const { api, context, page, complaints } = visit();
    const script = bundle(version, inOneFile(client));
    await context.route('**/app.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, delay));
      await route.fulfill({ contentType: 'text/javascript', body: script });
    });
    const html = `<div data-container ${container}>${rendered(version)}</div><script async src="/app.js"></script>`;
    for (let load = 0; load < 2; load += 1) {
      openShop(api, { body: html });
      await page.goto(api.shopOrigin);
      await expectSoon(() => page.evaluate(reading), swapped);
    }
    await page.evaluate('redraw()');
    await expectSoon(() => page.evaluate(`document.querySelector('#call').childNodes.length`), 1);
    await expectSoon(() => page.evaluate(reading), swapped);
    expect(complaints).toEqual([]);
  });
});

test('a page that only looks as if it were to be hydrated is swapped all the same', async () => {
  const { page, open, complaints } = visit();
  await open('<div id="app"><p id="control">(202) 555-0199</p></div>');
  await expectSoon(() => page.textContent('#control'), '(202) 555-0107');
  expect(complaints).toEqual([]);
});
