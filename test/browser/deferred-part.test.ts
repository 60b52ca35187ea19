import { defaultNumber, leased } from './answers.ts';
import { expectSoon } from './expect-soon.ts';
import { makeGate } from './gate.ts';
import { body, numbersOn, own, swapped } from './shop.ts';
import { stubVisits } from './stub-visit.ts';

const visit = stubVisits();
const deferred = '**/t-*.js';
const denied = { ads: false, analytics: false };
const deniedByTool = `<script>dataLayer = [['consent', 'default', { ad_storage: 'denied', analytics_storage: 'denied' }]]</script>`;

const numbers = async () => numbersOn(visit().page);
const kept = () => visit().page.evaluate<string>("Object.values(localStorage).join(' ') + document.cookie");
const add = (html: string) => visit().page.evaluate(`document.body.insertAdjacentHTML('beforeend', '${html}')`);

/** Lets it wait until the gate is opened. */
async function behindGate() {
  const gate = makeGate();
  await visit().context.route(deferred, async (route) => {
    await gate.opened;
    await route.continue();
  });
  return gate;
}

describe('the part behind the script never arrives', () => {
  beforeEach(() => visit().context.route(deferred, (route) => route.abort()));

  test('the number is shown all the same, and goes with its lease, as nobody would learn that it is lost', async () => {
    const gate = makeGate();
    visit().api.numbers = async () => {
      await gate.opened;
      return leased('07');
    };
    await visit().page.clock.install();
    await visit().open(body);
    gate.open();
    await expectSoon(numbers, swapped('07'));
    await visit().page.clock.runFor(61_000);
    await expectSoon(numbers, own);
    expect(visit().api.bodiesOf('/v1/heartbeats')).toEqual([]);
    expect(visit().complaints.filter((text) => !text.includes('Failed to load resource'))).toEqual([]);
  });

  test('the next page asks with the token again', async () => {
    await visit().page.clock.install();
    await visit().open(body);
    await expectSoon(numbers, swapped('07'));
    await visit().page.clock.runFor(61_000);
    await expectSoon(numbers, own);
    visit().api.numbers = () => leased('07', { now: Date.now() + 61_000 });
    await visit().page.reload();
    await expectSoon(numbers, swapped('07'));
    expect(visit().api.bodiesOf('/v1/numbers').at(-1)).toMatchObject({ lease: 'v1.lease-07', visitor: 'v1.visitor' });
  });

  test('what comes while the page is read has the number, too', async () => {
    await visit().open(body);
    await expectSoon(numbers, swapped('07'));
    await add('<p id="late">+1 202 555 0199</p>');
    await expectSoon(() => visit().page.textContent('#late'), '+1 202 555 0107');
  });

  test.each([
    ['Consent Mode', deniedByTool],
    ['the framework', '<script>__tcfapi = () => {}</script>'],
    ['Google’s tags', '<script>google_tag_data = { ics: { entries: {} } }</script>'],
  ])('where %s may speak for the visitor, nothing is asked and nothing kept', async (_, tool) => {
    await visit().open(`${tool}${body}`);
    await expectSoon(() => visit().complaints.some((text) => text.includes('Failed to load resource')), true);
    expect(await numbers()).toEqual(own);
    expect(await visit().page.isVisible('#text')).toBe(true);
    expect(visit().api.requests).toEqual([]);
    expect(await kept()).toBe('');
  });

  test('the page’s own word needs no tool', async () => {
    const word = `<script>leaseline = { q: [['consent', { ads: true, analytics: true }]] }</script>`;
    await visit().open(`${deniedByTool}${word}${body}`);
    await expectSoon(numbers, swapped('07'));
  });

  test('who withdraws is forgotten', async () => {
    visit().api.consents = () => ({ status: 200, body: { default: defaultNumber } });
    await visit().open(body);
    await expectSoon(numbers, swapped('07'));
    await visit().page.evaluate(`leaseline('consent', ${JSON.stringify(denied)})`);
    await expectSoon(numbers, swapped('90'));
    expect(await kept()).not.toContain('v1.');
  });
});

describe('it arrives late', () => {
  test('what a consent tool says goes with the only question', async () => {
    const gate = await behindGate();
    const seen = visit().page.waitForRequest(deferred);
    await visit().open(`${deniedByTool}${body}`);
    await seen;
    expect(visit().api.requests).toEqual([]);
    gate.open();
    await expectSoon(
      () =>
        visit()
          .api.bodiesOf('/v1/numbers')
          .map(({ consent }) => consent),
      [denied],
    );
  });

  test('what the page changed in the meantime has the number then', async () => {
    const gate = await behindGate();
    await visit().open(body);
    await expectSoon(numbers, swapped('07'));
    await visit().page.evaluate(`
      document.querySelector('#other').firstChild.data = 'Mobile +1 202 555 0199';
      document.querySelector('#other').insertAdjacentHTML('afterend', '<div id="host"></div>');
      document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<i>(202) 555-0199</i>';
    `);
    gate.open();
    const changed = `[document.querySelector('#other').textContent, document.querySelector('#host').shadowRoot.textContent]`;
    await expectSoon(() => visit().page.evaluate(changed), ['Mobile +1 202 555 0107', '(202) 555-0107']);
  });

  test('nothing is written before it where a framework may take over, and all of it then', async () => {
    const gate = await behindGate();
    await visit().open(`<p id="outside">+1 202 555 0199</p><div id="root">${body}</div>`);
    await expectSoon(() => visit().page.textContent('#outside'), '+1 202 555 0107');
    expect(await numbers()).toEqual(own);
    gate.open();
    await expectSoon(numbers, swapped('07'));
  });

  test('a person who stirs after it keeps the lease', async () => {
    const gate = await behindGate();
    await visit().open(body);
    await expectSoon(numbers, swapped('07'));
    const arrived = visit().page.waitForResponse(deferred);
    gate.open();
    await arrived;
    await expectSoon(
      async () => {
        await visit().page.mouse.move(Math.random() * 100, 20);
        return visit().api.bodiesOf('/v1/heartbeats')[0];
      },
      { lease: 'v1.lease-07', active: true },
    );
  });
});

test('a page that lets in scripts of our host only gets both', async () => {
  const { api, open, page } = visit();
  await open(body, { headers: { 'content-security-policy': `script-src ${api.origin}` } });
  await expectSoon(numbers, swapped('07'));
  await expectSoon(async () => {
    await page.mouse.move(Math.random() * 100, 20);
    return api.bodiesOf('/v1/heartbeats').length > 0;
  }, true);
});
