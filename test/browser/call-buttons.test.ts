import { type BrowserContextOptions, devices } from 'playwright-core';
import { defaultNumber, leased, notHeld } from './answers.ts';
import { expectSoon } from './expect-soon.ts';
import { body } from './shop.ts';
import { stubVisits } from './stub-visit.ts';

const number = '(202) 555-0107';
const href = 'tel:+12025550107';
const clicks = [{ lease: 'v1.lease-07' }];

const elements = `
  <a id="link-to-call" href="tel:+12025550199" data-leaseline-call>Call us</a>
  <a id="icon" href="/contact" aria-label="Call us" data-leaseline-call><svg width="9" height="9"><title>Phone</title></svg></a>
  <button id="button" data-leaseline-call><i>&#9742;</i> <b>Call us</b> now</button>
  <span id="words" data-leaseline-call>Call us</span>
  <span id="empty" data-leaseline-call></span>
  <p id="own" data-leaseline-call>Call +1 202 555 0199</p>
  <p id="foreign" data-leaseline-call>030 23125 001</p>`;

/** Addresses that were dialled: a browser without a dialler does nothing else with them. */
async function dialled({ context, page }: ReturnType<ReturnType<typeof stubVisits>>): Promise<string[]> {
  const found: string[] = [];
  const session = await context.newCDPSession(page);
  session.on('Page.frameRequestedNavigation', ({ url }) => found.push(url));
  await session.send('Page.enable');
  return found;
}

const { 'Pixel 7': pixel, 'iPhone 15': iPhone, 'iPad (gen 7)': iPad, 'Galaxy Tab S4': galaxyTab } = devices;
/** As Safari of today's iPads and, on request, of iPhones names itself. */
const macintosh =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15';

describe.each<[string, BrowserContextOptions]>([
  ['an Android phone', { ...pixel }],
  ['an iPhone', { ...iPhone }],
  ['an iPhone that asks for desktop pages', { ...iPhone, userAgent: macintosh }],
])('on %s', (_, as) => {
  const visit = stubVisits(as);
  const say = <T>(text: string) => visit().page.evaluate<T>(text);

  test('they are call buttons', async () => {
    const { page, open, complaints } = visit();
    await open(elements + body);
    await expectSoon(() => page.getAttribute('#icon', 'href'), href);
    expect(await page.getAttribute('#link-to-call', 'href')).toBe(href);
    for (const id of ['link-to-call', 'words']) expect(await page.textContent(`#${id}`)).toBe('Call us');
    expect(await page.innerText('#button')).toBe('☎ Call us now');
    expect(await page.textContent('#icon')).toBe('Phone');
    expect(await page.textContent('#empty')).toBe(number);
    expect(await page.textContent('#own')).toBe('Call +1 202 555 0107');
    expect(await page.textContent('#foreign')).toBe(number);
    expect(await page.getByRole('link', { name: 'Call us' }).count()).toBe(3);
    expect(await page.getByRole('button', { name: 'Call us', exact: true }).count()).toBe(1);
    expect(await page.getByRole('button', { name: number }).count()).toBe(2);
    expect(await page.getAttribute('#words', 'data-leaseline-call')).toBe('button');
    expect(complaints).toEqual([]);
  });

  test.each(['link-to-call', 'button', 'words'])('a tap on #%s dials, and is a click on the number', async (id) => {
    const { page, open, api } = visit();
    await open(elements + body);
    await expectSoon(() => page.getAttribute('#words', 'role'), 'button');
    const addresses = await dialled(visit());
    await page.tap(`#${id}`);
    await expectSoon(() => addresses, [href]);
    await expectSoon(() => api.bodiesOf('/v1/clicks'), clicks);
  });

  test('keys reach them, and dial once', async () => {
    const { page, open, api } = visit();
    await open(
      `<span id="words" data-leaseline-call>Call us</span><button id="button" data-leaseline-call>Call</button>`,
    );
    await expectSoon(() => page.getAttribute('#words', 'role'), 'button');
    const addresses = await dialled(visit());
    await page.keyboard.press('Tab');
    expect(await say('document.activeElement.id')).toBe('words');
    await page.keyboard.press('Enter');
    await expectSoon(() => addresses, [href]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expectSoon(() => addresses, [href, href]);
    await expectSoon(() => api.bodiesOf('/v1/clicks').length, 2);
  });

  test('they follow the number that takes the place of a lost one', async () => {
    const { page, open, api } = visit();
    api.numbers = () => leased('07', { seconds: 1 });
    api.heartbeats = () => notHeld();
    await open(elements + body);
    await expectSoon(() => page.getAttribute('#icon', 'href'), defaultNumber.href);
    expect(await page.getAttribute('#link-to-call', 'href')).toBe(defaultNumber.href);
    for (const id of ['empty', 'foreign']) expect(await page.textContent(`#${id}`)).toBe(defaultNumber.display);
    const addresses = await dialled(visit());
    await page.tap('#words');
    await expectSoon(() => addresses, [defaultNumber.href]);
    expect(api.bodiesOf('/v1/clicks')).toEqual([]);
  });
});

describe.each<[string, BrowserContextOptions]>([
  ['an old iPad', { ...iPad }],
  ['an iPad', { ...iPad, userAgent: macintosh }],
  ['an Android tablet', { ...galaxyTab }],
  ['a computer', {}],
  ['a computer with a narrow window', { viewport: { width: 360, height: 700 } }],
])('on %s', (_, as) => {
  const visit = stubVisits(as);
  const say = <T>(text: string) => visit().page.evaluate<T>(text);

  test('they say the number', async () => {
    const { page, open, complaints } = visit();
    await open(elements + body);
    for (const id of ['link-to-call', 'words', 'empty', 'foreign']) {
      await expectSoon(() => page.innerText(`#${id}`), number);
    }
    expect(await page.textContent('#icon')).toBe(`Phone${number}`);
    expect(await page.innerText('#button')).toBe(number);
    expect(await page.textContent('#own')).toBe('Call +1 202 555 0107');
    expect(await page.getByRole('link', { name: number }).count()).toBe(2);
    expect(await page.getByRole('button').allInnerTexts()).toEqual([number]);
    expect(await page.getAttribute('#words', 'tabindex')).toBeNull();
    expect(await page.getAttribute('#words', 'data-leaseline-call')).toBe('number');
    expect(complaints).toEqual([]);
  });

  test('they follow it when it is lost', async () => {
    const { page, open, api } = visit();
    await open(elements + body);
    await expectSoon(() => page.innerText('#words'), number);
    api.heartbeats = () => notHeld();
    await page.mouse.move(5, 5);
    await page.mouse.move(50, 50);
    for (const id of ['link-to-call', 'words', 'button', 'foreign']) {
      await expectSoon(() => page.innerText(`#${id}`), defaultNumber.display);
    }
    expect(await page.getAttribute('#icon', 'href')).toBe(defaultNumber.href);
  });

  test('they are as the page wrote them when there is none', async () => {
    const { page, open, api } = visit();
    api.consents = () => ({ status: 200, body: {} });
    await open(elements);
    await expectSoon(() => page.innerText('#words'), number);
    await say(`leaseline('consent', { ads: false, analytics: false })`);
    await expectSoon(() => page.innerText('#words'), 'Call us');
    const written = `new DOMParser().parseFromString(${JSON.stringify(elements)}, 'text/html').body`;
    expect(await say(`document.body.isEqualNode(${written})`)).toBe(true);
  });
});

describe('wherever it is', () => {
  const visit = stubVisits({ ...pixel });
  const say = <T>(text: string) => visit().page.evaluate<T>(text);
  const later = '<span id="later" data-leaseline-call>Call us</span>';

  test('it may come later, also in a shadow root, and go', async () => {
    const { page, open } = visit();
    await open(`<div id="host"></div>${body}`);
    await expectSoon(() => page.textContent('#text'), '+1 202 555 0107');
    await say(`document.body.insertAdjacentHTML('beforeend', '${later}')`);
    await expectSoon(() => page.getAttribute('#later', 'role'), 'button');
    await say(
      `document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<a id="in" data-leaseline-call>Call</a>'`,
    );
    await expectSoon(() => page.getAttribute('#in', 'href'), href);
    await page.click('#in');
    await expectSoon(() => visit().api.bodiesOf('/v1/clicks'), clicks);
    await say(`document.querySelector('#later').removeAttribute('data-leaseline-call')`);
    await expectSoon(() => say(`document.querySelector('#later').outerHTML`), '<span id="later">Call us</span>');
  });

  test('what is edited, marked or leads to a chat is left alone, and nothing is pressed in what is pressed', async () => {
    const { page, open } = visit();
    await open(`<p data-noswap><a id="marked" href="/x" data-leaseline-call>Call us</a></p>
      <p contenteditable><a id="edited" href="/x" data-leaseline-call>Call us</a></p>
      <a id="chat" href="https://wa.me/12025550199" data-leaseline-call>Call us</a>
      <a href="/contact"><span id="within" data-leaseline-call>Contact</span></a>${later}`);
    await expectSoon(() => page.getAttribute('#later', 'role'), 'button');
    for (const id of ['marked', 'edited']) expect(await page.getAttribute(`#${id}`, 'href')).toBe('/x');
    expect(await page.getAttribute('#chat', 'href')).toBe('https://wa.me/12025550199');
    expect(await page.getAttribute('#within', 'role')).toBeNull();
    await say(`document.querySelector('#later').setAttribute('contenteditable', '')`);
    await expectSoon(() => page.getAttribute('#later', 'role'), null);
  });

  test('a page that decides against a press is heard, and a form is not sent by one', async () => {
    const { page, open, api } = visit();
    await open(`<form action="/sent"><button id="button" data-leaseline-call>Call</button></form>
      <div onclick="event.preventDefault()" id="around"><span id="no" onclick="event.preventDefault()" data-leaseline-call>Call</span></div>`);
    await expectSoon(() => page.getAttribute('#no', 'role'), 'button');
    const addresses = await dialled(visit());
    await page.tap('#no');
    await page.tap('#button');
    await expectSoon(() => addresses, [href]);
    await expectSoon(() => api.bodiesOf('/v1/clicks'), clicks);
  });

  test('who keeps writing over it has the last word', async () => {
    const { page, open } = visit();
    await open(`<span id="empty" data-leaseline-call>030 23125 001</span>${later}`);
    await expectSoon(() => page.textContent('#empty'), number);
    await say(`new MutationObserver(() => {
      const words = document.querySelector('#empty');
      if (words.textContent !== '030 23125 002') words.textContent = '030 23125 002';
    }).observe(document.querySelector('#empty'), { subtree: true, childList: true, characterData: true });
    document.querySelector('#empty').textContent = '030 23125 002'`);
    await expectSoon(() => page.getAttribute('#empty', 'role'), null);
    expect(await page.textContent('#empty')).toBe('030 23125 002');
  });

  test('without JavaScript it is what the page wrote', async () => {
    const context = await visit()
      .context.browser()!
      .newContext({ ...pixel, javaScriptEnabled: false });
    const { api } = visit();
    await visit().open(elements + body);
    const page = await context.newPage();
    await page.goto(api.shopOrigin);
    expect(await page.getAttribute('#link-to-call', 'href')).toBe('tel:+12025550199');
    expect(await page.textContent('#link-to-call')).toBe('Call us');
    await context.close();
  });
});
