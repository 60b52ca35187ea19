import { expectSoon } from './expect-soon.ts';
import { openShop } from './shop.ts';
import { stubVisits } from './stub-visit.ts';

const visit = stubVisits();

const own = '<a href="tel:+12025550199">(202) 555-0199</a>';
const swapped = '<a href="tel:+12025550107">(202) 555-0107</a>';

const read = {
  root: (selector: string) => `document.querySelector('${selector}')?.shadowRoot?.innerHTML`,
  frame: (selector: string) => `document.querySelector('${selector}')?.contentDocument?.body?.innerHTML`,
};

const inner = `document.querySelector('iframe').contentDocument.querySelector('iframe')?.contentDocument.body?.innerHTML`;

const within: readonly (readonly [what: string, html: string, reading: string, expected?: string])[] = [
  ['declared', `<div id="x"><template shadowrootmode="open">${own}</template></div>`, read.root('#x')],
  [
    'of a component',
    `<x-phone></x-phone><script>customElements.define('x-phone', class extends HTMLElement {
      connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '${own}'; }
    });</script>`,
    read.root('x-phone'),
  ],
  [
    'of a component that is defined later',
    `<x-phone></x-phone><script>setTimeout(() => customElements.define('x-phone', class extends HTMLElement {
      connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '${own}'; }
    }), 600);</script>`,
    read.root('x-phone'),
  ],
  [
    'attached later',
    `<div id="x"></div><script>setTimeout(() => { x.attachShadow({ mode: 'open' }).innerHTML = '${own}'; }, 600);</script>`,
    read.root('#x'),
  ],
  [
    'filled later',
    `<div id="x"></div><script>const root = x.attachShadow({ mode: 'open' });
      setTimeout(() => { root.innerHTML = '${own}'; }, 600);</script>`,
    read.root('#x'),
  ],
  [
    'in another',
    `<div><template shadowrootmode="open"><div><template shadowrootmode="open">${own}</template></div></template></div>`,
    `document.querySelector('div').shadowRoot.querySelector('div').shadowRoot.innerHTML`,
  ],
  [
    'with a style sheet',
    `<div id="x"><template shadowrootmode="open"><style>a::after { content: "202-555-0199" }</style>${own}</template></div>`,
    read.root('#x'),
    `<style>a::after { content: "202-555-0199" }</style>${swapped}`,
  ],
  [
    'of what is left alone',
    `<div id="x" data-noswap><template shadowrootmode="open">${own}</template></div>`,
    read.root('#x'),
    own,
  ],
  ['frame with a source of its own', `<iframe id="x" srcdoc='${own}'></iframe>`, read.frame('#x')],
  [
    'empty frame that is filled',
    `<iframe id="x"></iframe><script>x.contentDocument.body.innerHTML = '${own}';</script>`,
    read.frame('#x'),
  ],
  [
    'frame that is added later, and loaded again',
    `<script>setTimeout(() => {
      document.body.insertAdjacentHTML('beforeend', '<iframe id="x" srcdoc="<p>soon</p>"></iframe>');
      setTimeout(() => { x.srcdoc = '${own}'; }, 300);
    }, 300);</script>`,
    read.frame('#x'),
  ],
  ['object', '<object id="x" type="text/html" data="/within"></object>', read.frame('#x')],
  ['frame in a frame', '<iframe id="x" srcdoc="<iframe src=/within></iframe>"></iframe>', inner],
  [
    'frame whose scripts may not run',
    '<iframe id="x" sandbox="allow-same-origin" src="/within"></iframe>',
    read.frame('#x'),
  ],
  [
    'editor',
    `<iframe id="x"></iframe><script>x.contentDocument.designMode = 'on'; x.contentDocument.body.innerHTML = '${own}';</script>`,
    read.frame('#x'),
    own,
  ],
];

test.each(within)('shadow root or frame: %s', async (_, html, reading, expected = swapped) => {
  const { context, page, open, complaints } = visit();
  await context.route('**/within', (route) => route.fulfill({ contentType: 'text/html', body: own }));
  await open(`${html}<p id="control">(202) 555-0199</p>`);
  await expectSoon(() => page.textContent('#control'), '(202) 555-0107');
  await expectSoon(() => page.evaluate<string | undefined>(reading!), expected);
  expect(complaints).toEqual([]);
});

test('a click on the link in a component is told', async () => {
  const { api, page, open } = visit();
  await open(`<div id="x"><template shadowrootmode="open">${own}</template></div>`);
  await expectSoon(() => page.evaluate<string | undefined>(read.root('#x')), swapped);
  await page.click('#x a');
  await expectSoon(() => api.bodiesOf('/v1/clicks').length, 1);
});

test('a page in a frame of another origin is a page as others are', async () => {
  const { api, page } = visit();
  openShop(api, { body: own });
  await page.goto(`${api.origin}/t.js`);
  await page.setContent(`<p>(202) 555-0199</p><iframe src="${api.shopOrigin}/framed"></iframe>`);
  await expectSoon(() => page.frames()[1]?.innerHTML('a'), '(202) 555-0107');
  expect(await page.textContent('p')).toBe('(202) 555-0199');
  expect(api.bodiesOf('/v1/numbers')).toMatchObject([{ pageUrl: `${api.shopOrigin}/framed` }]);
});
