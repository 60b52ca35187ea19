import { notHeld, shown } from './answers.ts';
import { expectSoon } from './expect-soon.ts';
import { stubVisits } from './stub-visit.ts';

const visit = stubVisits();
const control = '<p id="control">(202) 555-0199</p>';
const [own, swapped, byDefault] = ['(202) 555-0199', '(202) 555-0107', '(202) 555-0191'];

beforeEach(() =>
  visit().context.addInitScript(`
    globalThis.shift = 0;
    new PerformanceObserver((list) => { for (const { value } of list.getEntries()) shift += value; })
      .observe({ type: 'layout-shift', buffered: true });
  `),
);

async function openSwapped(html: string, headers?: Record<string, string>): Promise<void> {
  await visit().open(control + html, headers && { headers });
  await expectSoon(() => visit().page.textContent('#control'), swapped);
}

const textOf = (selector: string) => visit().page.evaluate<string>(`document.querySelector('${selector}').textContent`);

/** Nobody complains, and nothing has moved. */
async function expectCalm(): Promise<void> {
  expect(visit().complaints).toEqual([]);
  expect(await visit().page.evaluate('shift')).toBe(0);
}

/** Somebody stirs, and the number is somebody else's by now. */
async function loseLease(): Promise<void> {
  const { api, page } = visit();
  api.heartbeats = () => notHeld(shown('91'));
  await page.mouse.move(5, 5);
  await page.mouse.move(50, 50);
  await expectSoon(() => page.textContent('#control'), byDefault);
}

const copies: readonly (readonly [what: string, script: string, expected: string])[] = [
  [
    'a carousel copies its slides',
    'view.append(view.firstChild.cloneNode(true))',
    '<a href="tel:+12025550191">(202) 555-0191</a>'.repeat(2),
  ],
  [
    'a translation puts other words around it',
    `{ const font = document.createElement('font');
      font.innerHTML = '<font>' + view.textContent.replace('(202)', 'Appelez le (202)') + '</font>';
      view.firstChild.replaceChildren(font); }`,
    '<a href="tel:+12025550191"><font><font>Appelez le (202) 555-0191</font></font></a>',
  ],
  [
    'a search marks a part of it',
    `{ const text = view.querySelector('a').firstChild; const part = text.splitText(text.data.length - 4);
      const mark = document.createElement('mark'); part.replaceWith(mark); mark.append(part); }`,
    '<a href="tel:+12025550191">(202) 555-<mark>0191</mark></a>',
  ],
  [
    'a view is kept as text, and written anew',
    `{ const kept = view.innerHTML; view.innerHTML = ''; setTimeout(() => { view.innerHTML = kept; }, 100); }`,
    '<a href="tel:+12025550191">(202) 555-0191</a>',
  ],
];

test.each(copies)('%s: it follows when the number is somebody else’s', async (_, script, expected) => {
  const { page } = visit();
  await openSwapped(`<div id="view"><a href="tel:+12025550199">${own}</a></div>`);
  await page.evaluate(script!);
  await loseLease();
  await expectSoon(() => page.innerHTML('#view'), expected!);
  await expectCalm();
});

test('a view that was kept while the number was the visitor’s follows also when it comes back later', async () => {
  const { page } = visit();
  await openSwapped(`<div id="view"><p>${own}</p></div>`);
  await page.evaluate('globalThis.kept = view.firstChild.cloneNode(true); view.replaceChildren()');
  await loseLease();
  await page.evaluate('view.append(kept)');
  await expectSoon(() => textOf('#view'), byDefault);
});

test.each(['closest', 'matches', 'parentNode', 'style', 'host', 'shadowRoot'])(
  'a form with a field that is called %s is a form as others are',
  async (name) => {
    const form = (id: string) => `<form id="${id}">Call ${own} <input name="${name}"><b>${own}</b></form>`;
    await visit().open(`${form('first')}<div id="view"></div>`);
    await expectSoon(() => textOf('#first'), `Call ${swapped} ${swapped}`);
    await visit().page.evaluate(`document.querySelector('#view').innerHTML = ${JSON.stringify(form('second'))}`);
    await expectSoon(() => textOf('#second'), `Call ${swapped} ${swapped}`);
    await expectCalm();
  },
);

test('a page with a form that is called cookie shows the number, and keeps it', async () => {
  const { api, page } = visit();
  await openSwapped('<form name="cookie"><button>Accept</button></form>');
  await page.mouse.move(5, 5);
  await page.mouse.move(50, 50);
  await expectSoon(() => api.bodiesOf('/v1/heartbeats').length > 0, true);
  await expectCalm();
});

test('a page that isolates itself loads the script', async () => {
  await openSwapped('', {
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-opener-policy': 'same-origin',
  });
  expect(await visit().page.evaluate('crossOriginIsolated')).toBe(true);
  await expectCalm();
});

test('a page that has frozen what browsers come with keeps the number, and follows what is added', async () => {
  const { api, page } = visit();
  await openSwapped(
    `<script>for (const one of [Element, Node, Document, EventTarget, Object, Array]) Object.freeze(one.prototype);</script>`,
  );
  await page.mouse.move(5, 5);
  await page.mouse.move(50, 50);
  await expectSoon(() => api.bodiesOf('/v1/heartbeats').length > 0, true);
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<p id="later">${own}</p>')`);
  await expectSoon(() => textOf('#later'), swapped);
  await expectCalm();
});

test('what a list or a suggestion would send stays the page’s', async () => {
  const { page } = visit();
  await openSwapped(`<select id="branch"><option>Main, ${own}</option><option value="2">Other, ${own}</option></select>
    <input list="numbers"><datalist id="numbers"><option>${own}</option><option value="x" label="Call ${own}"></datalist>`);
  const sent = await page.evaluate(
    `[branch.value, numbers.options[0].value, numbers.options[1].label, branch.options[1].text]`,
  );
  expect(sent).toEqual([`Main, ${own}`, own, `Call ${swapped}`, `Other, ${swapped}`]);
  await expectCalm();
});

test('nothing is written into a page while all of it is edited', async () => {
  const { page } = visit();
  await openSwapped('<div id="view"></div>');
  await page.evaluate(`document.designMode = 'on'; view.innerHTML = '<p>${own}</p>'`);
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<p id="later">${own}</p>')`);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([await textOf('#view'), await textOf('#later')]).toEqual([own, own]);
  await expectCalm();
});

test('rows that a long list uses again and again keep the number, however fast it is scrolled', async () => {
  const { page } = visit();
  const row = '<p style="position: absolute; margin: 0; height: 30px"></p>';
  await openSwapped(`<div id="view" style="height: 300px; overflow: auto; position: relative">
    <div style="height: 99999px">${row.repeat(12)}</div></div><script>
    const texts = [...document.querySelectorAll('#view p')].map((row) => row.appendChild(new Text()));
    const draw = () => texts.forEach((text, index) => {
      const number = Math.floor(view.scrollTop / 30) + index;
      text.parentNode.style.top = number * 30 + 'px';
      text.data = 'Branch ' + number + (number % 3 ? '' : ', ${own}');
    });
    view.addEventListener('scroll', draw);
    draw();
  </script>`);
  const seen = await page.evaluate<string[]>(`(async () => {
    const seen = [];
    for (let step = 0; step < 90; step += 1) {
      view.scrollTop += 95;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      if (view.textContent.includes('0199')) seen.push(step);
    }
    return seen;
  })()`);
  await expectSoon(async () => (await textOf('#view')).match(/555-\d+/g), Array(4).fill('555-0107'));
  // A frame may come between a scroll and its answer; more than some are a list that was given up.
  expect(seen.length).toBeLessThan(30);
});
