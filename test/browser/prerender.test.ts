import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { held, leased } from './answers.ts';
import { openUnwatched } from './chromium.ts';
import { expectSoon } from './expect-soon.ts';
import { openShop } from './shop.ts';
import { startStubApi } from './stub-api.ts';

const rules = JSON.stringify({ prerender: [{ source: 'list', urls: ['/bikes?gclid=A'], eagerness: 'immediate' }] });

/** A page that has the next one rendered ahead, and goes there once that is done. */
const before = `<!doctype html><title>Before</title><script type="speculationrules">${rules}</script><script>
  addEventListener('storage', () => { location.href = '/bikes?gclid=A'; });
</script>`;

/** Tells the API's stub what it shows: once all of it is loaded, and when the number has changed. */
const body = `<p id="phone">(202) 555-0199</p><script>
  const say = () => fetch('/said', { method: 'POST', body: JSON.stringify({
    isAhead: document.prerendering, phone: phone.textContent, visibility: getComputedStyle(phone).visibility,
  }) });
  addEventListener('load', async () => { await say(); localStorage.setItem('loaded', 'yes'); });
  new MutationObserver(() => setTimeout(say, 100)).observe(phone, { characterData: true, subtree: true });
</script>`;

test('a page that is rendered ahead takes no number until its visitor comes', async () => {
  const api = await startStubApi();
  api.numbers = () => leased('07');
  api.heartbeats = () => held('v1.lease-07');
  openShop(api, { body });
  api.pages.set('/before', before);
  const { browser, folder } = openUnwatched(`${api.shopOrigin}/before`);
  try {
    await expectSoon(() => api.bodiesOf('/said').length, 2);
    // A cursor that rests on the page may be a sign of a person already.
    const paths = api.requests.map(({ path }) => path).filter((path) => path !== '/v1/heartbeats');
    expect(paths).toEqual(['/said', '/v1/numbers', '/said']);
    expect(api.bodiesOf('/said')).toEqual([
      { isAhead: true, phone: '(202) 555-0199', visibility: 'visible' },
      { isAhead: false, phone: '(202) 555-0107', visibility: 'visible' },
    ]);
    expect(api.bodiesOf('/v1/numbers')).toMatchObject([{ pageUrl: `${api.shopOrigin}/bikes?gclid=A` }]);
  } finally {
    browser.kill('SIGKILL');
    await once(browser, 'exit');
    await api.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
