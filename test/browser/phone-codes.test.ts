import type { Page } from 'playwright-core';
import { defaultNumber, leased } from './answers.ts';
import { expectSoon } from './expect-soon.ts';
import { body } from './shop.ts';
import { stubVisits } from './stub-visit.ts';

const visit = stubVisits();
const asked = () => visit().api.bodiesOf('/v1/phone-codes');
const say = <T>(text: string) => visit().page.evaluate<T>(text);
const shownIn = (selector: string) => visit().page.textContent(selector);
const element = '<p>Code: <b id="code" data-leaseline-code>ask us</b></p>';
const shown = '481\u00a003\u00a095';
const quiet = () => say('new Promise((resolve) => setTimeout(resolve, 400))');

const code = (text = '4810395', seconds = 1800) => ({
  status: 200,
  body: { code: text, expiresAt: new Date(Date.now() + seconds * 1000).toISOString() },
});

beforeEach(() => {
  visit().api.phoneCodes = () => code();
});

test('an element shows the code, in groups, and is read digit by digit', async () => {
  await visit().open(element + body);
  await expectSoon(() => shownIn('#code'), shown);
  expect(asked()).toEqual([{ visitor: 'v1.visitor', lease: 'v1.lease-07' }]);
  const label = visit().page.getByRole('img', { name: '4 8 1, 0 3, 9 5' });
  expect(await label.count()).toBe(1);
  expect(visit().complaints).toEqual([]);
});

test('without such an element nothing is asked for', async () => {
  await visit().open(body);
  await expectSoon(() => shownIn('#text'), '+1 202 555 0107');
  await quiet();
  expect(asked()).toEqual([]);
});

test('elements that are added later show it, too, also in a shadow root', async () => {
  await visit().open(`<div id="host"></div>${body}`);
  await expectSoon(() => shownIn('#text'), '+1 202 555 0107');
  await say(`document.body.insertAdjacentHTML('beforeend', '${element}')`);
  await expectSoon(() => shownIn('#code'), shown);
  await say(
    `document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<i id="in" data-leaseline-code></i>'`,
  );
  await expectSoon(() => say(`document.querySelector('#host').shadowRoot.querySelector('#in').textContent`), shown);
  await say(`document.querySelector('#link').setAttribute('data-leaseline-code', '')`);
  await expectSoon(() => shownIn('#link'), shown);
  expect(asked()).toHaveLength(1);
});

test('what the page has there comes back with the element’s own marks when it wants no code any more', async () => {
  await visit().open(`<p id="code" role="note" aria-label="ours" data-leaseline-code>ask <em>us</em></p>${body}`);
  await expectSoon(() => shownIn('#code'), shown);
  await say(`document.querySelector('#code').removeAttribute('data-leaseline-code')`);
  await expectSoon(
    () => say(`document.querySelector('#code').outerHTML`),
    '<p id="code" role="note" aria-label="ours">ask <em>us</em></p>',
  );
});

test('without consent to analytics there is none', async () => {
  visit().api.numbers = () => ({
    status: 200,
    body: { default: defaultNumber, lease: { state: 'default' }, source: {}, swap: { numbers: ['+12025550199'] } },
  });
  const denied = `<script>window.leaseline = function () { (leaseline.q = leaseline.q || []).push(arguments) };
    leaseline('consent', { ads: false, analytics: false })</script>`;
  await visit().open(denied + element + body);
  await expectSoon(() => visit().api.bodiesOf('/v1/numbers').length, 1);
  await quiet();
  expect([await shownIn('#code'), asked()]).toEqual(['ask us', []]);
});

test('a withdrawal takes it off at once, and another visitor gets another one', async () => {
  visit().api.consents = () => ({ status: 200, body: { default: defaultNumber } });
  await visit().open(element + body);
  await expectSoon(() => shownIn('#code'), shown);
  await say("leaseline('consent', { ads: false, analytics: false })");
  expect(await shownIn('#code')).toBe('ask us');
  expect(await say(`document.querySelector('#code').outerHTML`)).toBe('<b id="code" data-leaseline-code="">ask us</b>');
  await expectSoon(() => visit().api.bodiesOf('/v1/consents').length, 1);
  visit().api.phoneCodes = () => code('1000004');
  visit().api.numbers = () => {
    const answer = leased('08');
    return { ...answer, body: { ...(answer.body as object), visitor: 'v1.another' } };
  };
  await say("leaseline('consent', { ads: true, analytics: true })");
  await expectSoon(() => shownIn('#code'), '100\u00a000\u00a004');
  expect(asked().at(-1)).toEqual({ visitor: 'v1.another', lease: 'v1.lease-08' });
});

test.each([404, 403])(
  'where none can be had (%d) the page’s own stays, and it is not asked for again',
  async (status) => {
    visit().api.phoneCodes = () => ({ status, body: {} });
    await visit().open(element + body);
    await expectSoon(() => asked().length, 1);
    await say(`document.body.insertAdjacentHTML('beforeend', '<i data-leaseline-code></i>')`);
    await quiet();
    expect([await shownIn('#code'), asked().length]).toEqual(['ask us', 1]);
  },
);

test('what fails is asked for again', async () => {
  let times = 0;
  visit().api.phoneCodes = () => (++times < 2 ? { status: 503, body: {} } : code());
  await visit().open(element + body);
  await expectSoon(() => asked().length, 1);
  await expectSoon(() => shownIn('#code'), shown);
});

test('it is renewed before it ends, and goes when it cannot be', async () => {
  const { page, api, open } = visit();
  let given = 0;
  api.phoneCodes = () => {
    given = Date.now();
    return code();
  };
  await page.clock.install();
  await open(element + body);
  await expectSoon(() => shownIn('#code'), shown);
  await page.clock.pauseAt(given + 19 * 60_000 + 50_000);
  expect(asked()).toHaveLength(1);
  const ahead = 20 * 60;
  api.phoneCodes = () => code('4810395', ahead + 1800);
  // A request gets no more than ten seconds of that clock.
  for (let second = 0; second < 20 && asked().length < 2; second += 4) await page.clock.runFor(4000);
  await expectSoon(() => asked().length, 2);
  await quietly(page);
  api.phoneCodes = () => ({ status: 503, body: {} });
  await page.clock.runFor(19 * 60_000);
  expect([await shownIn('#code'), asked().length]).toEqual([shown, 2]);
  await page.clock.runFor(12 * 60_000);
  await expectSoon(() => shownIn('#code'), 'ask us');
});

/** The answer arrives, whatever the time of the page. */
const quietly = async (page: Page) => {
  for (let times = 0; times < 10; times++) await page.evaluate('fetch("/nothing").then((answer) => answer.text())');
};

test('a clock that is wrong by a day asks no more often', async () => {
  visit().api.phoneCodes = () => code('4810395', -86_400);
  await visit().open(element + body);
  await expectSoon(() => shownIn('#code'), shown);
  await quiet();
  expect(asked()).toHaveLength(1);
});

test('who keeps writing over it has the last word', async () => {
  await visit().open(element + body);
  await expectSoon(() => shownIn('#code'), shown);
  await say(`new MutationObserver(() => {
    const code = document.querySelector('#code');
    if (code.textContent !== 'mine') code.textContent = 'mine';
  }).observe(document.querySelector('#code'), { subtree: true, childList: true, characterData: true });
  document.querySelector('#code').textContent = 'mine'`);
  await quiet();
  await quiet();
  expect(await shownIn('#code')).toBe('mine');
});
