import { notHeld, shown } from './answers.ts';
import { expectSoon } from './expect-soon.ts';
import { body, numbersOn, swapped } from './shop.ts';
import { stubVisits } from './stub-visit.ts';

const visit = stubVisits();
const minute = 60_000;

/** On a clock that stands still: a page that is in sight for five seconds beats by itself. */
async function openAtRest(): Promise<void> {
  const { page, open } = visit();
  const now = Date.now();
  await page.clock.install({ time: now });
  await page.clock.pauseAt(now + 1000);
  await open(body);
  await expectSoon(() => numbersOn(page), swapped('07'));
}

/** As from the browser's cache of whole pages: the clock went on, and nothing ran meanwhile. Headless Chromium has no such cache. */
async function comeBackAfter(ms: number): Promise<void> {
  const { page } = visit();
  await page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
  await page.clock.setSystemTime(Date.now() + ms);
  await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
}

test('a page that comes back from the cache asks at once whether its number is still its visitor’s', async () => {
  const { api, page } = visit();
  await openAtRest();
  api.heartbeats = () => notHeld(shown('91'));
  await comeBackAfter(10 * minute);
  await expectSoon(() => numbersOn(page), swapped('91'));
  expect(api.bodiesOf('/v1/heartbeats')).toEqual([{ lease: 'v1.lease-07', active: false }]);
  expect(api.bodiesOf('/v1/numbers')).toHaveLength(1);
});

test('before the lease has ended it asks for nothing', async () => {
  const { api, page } = visit();
  await openAtRest();
  await comeBackAfter(minute / 2);
  await expectSoon(() => numbersOn(page), swapped('07'));
  expect(api.requests.map(({ path }) => path)).toEqual(['/v1/numbers']);
});

test('nothing of the tracker keeps a page out of the cache', async () => {
  const { context, page, open } = visit();
  await context.addInitScript(`{
    globalThis.listened = [];
    const listen = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, ...more) {
      listened.push(type);
      listen.call(this, type, ...more);
    };
  }`);
  await open(body);
  await expectSoon(() => numbersOn(page), swapped('07'));
  const listened = await page.evaluate<string[]>('listened');
  expect(listened).toContain('pageshow');
  expect(listened.filter((type) => /unload/.test(type))).toEqual([]);
  await expectSoon(
    () => page.evaluate('navigator.locks.query().then(({ held, pending }) => [...held, ...pending])'),
    [],
  );
});
