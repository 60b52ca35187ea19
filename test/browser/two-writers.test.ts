import type { Page } from 'playwright-core';
import { expectSoon } from './expect-soon.ts';
import { stubVisits } from './stub-visit.ts';

const visit = stubVisits();

/** A number that nobody fights over: it shows that the page is still alive, and that the tracker is at work. */
const control = '<p id="control">(202) 555-0199</p>';

/** How often the page is written into while a second goes by, and whether it still gets its turns. */
async function writesInASecond(page: Page): Promise<number> {
  return page.evaluate<number>(`(async () => {
    let writes = 0;
    const observer = new MutationObserver((records) => { writes += records.length; });
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    observer.disconnect();
    return writes;
  })()`);
}

const keepers: readonly (readonly [string, string])[] = [
  [
    'its text',
    `<p id="kept">(202) 555-0199</p><script>
      const mine = kept.textContent;
      new MutationObserver(() => { if (kept.textContent !== mine) kept.textContent = mine; })
        .observe(kept, { childList: true, characterData: true, subtree: true });
    </script>`,
  ],
  [
    'the data of its text',
    `<p id="kept">(202) 555-0199</p><script>
      const text = kept.firstChild, mine = text.data;
      new MutationObserver(() => { if (text.data !== mine) text.data = mine; }).observe(text, { characterData: true });
    </script>`,
  ],
  [
    'the address of its link',
    `<a id="kept" href="tel:+12025550199">Call</a><script>
      new MutationObserver(() => { if (kept.href !== 'tel:+12025550199') kept.href = 'tel:+12025550199'; })
        .observe(kept, { attributes: true });
    </script>`,
  ],
  [
    'its label, taken away and put back',
    `<button id="kept" aria-label="Call 202-555-0199">Call</button><script>
      new MutationObserver(() => {
        if (kept.getAttribute('aria-label') === 'Call 202-555-0199') return;
        kept.removeAttribute('aria-label');
        kept.setAttribute('aria-label', 'Call 202-555-0199');
      }).observe(kept, { attributes: true });
    </script>`,
  ],
  [
    'itself, as a new element each time',
    `<div id="kept"><p>(202) 555-0199</p></div><script>
      new MutationObserver(() => {
        if (kept.textContent !== '(202) 555-0199') kept.innerHTML = '<p>(202) 555-0199</p>';
      }).observe(kept, { childList: true, characterData: true, subtree: true });
    </script>`,
  ],
  [
    'itself, taken away now and put back later',
    `<div id="kept"><p>(202) 555-0199</p></div><script>
      new MutationObserver(() => {
        if (kept.textContent === '(202) 555-0199' || !kept.firstChild) return;
        kept.firstChild.remove();
        setTimeout(() => { kept.innerHTML = '<p>(202) 555-0199</p>'; });
      }).observe(kept, { childList: true, characterData: true, subtree: true });
    </script>`,
  ],
  [
    'one more copy for each that it misses',
    `<div id="kept"><p>(202) 555-0199</p></div><script>
      new MutationObserver(() => {
        if (kept.lastChild.textContent !== '(202) 555-0199') kept.insertAdjacentHTML('beforeend', '<p>(202) 555-0199</p>');
      }).observe(kept, { childList: true, characterData: true, subtree: true });
    </script>`,
  ],
  [
    'its text, looked at in every frame',
    `<p id="kept">(202) 555-0199</p><script>
      (function look() {
        if (kept.textContent !== '(202) 555-0199') kept.textContent = '(202) 555-0199';
        requestAnimationFrame(look);
      })();
    </script>`,
  ],
  [
    'its text in a shadow root',
    `<div id="host"></div><script>
      const root = host.attachShadow({ mode: 'open' });
      root.innerHTML = '<p>(202) 555-0199</p>';
      const kept = root.firstChild;
      new MutationObserver(() => { if (kept.textContent !== '(202) 555-0199') kept.textContent = '(202) 555-0199'; })
        .observe(root, { childList: true, characterData: true, subtree: true });
    </script>`,
  ],
];

test.each(keepers)('a widget that keeps %s: the page stays usable, and one of the two gives way', async (_, widget) => {
  const { page, open, complaints } = visit();
  await open(control + widget);
  await expectSoon(() => page.textContent('#control'), '(202) 555-0107');
  await expectSoon(() => writesInASecond(page), 0);
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<p id="later">(202) 555-0199</p>')`);
  await expectSoon(() => page.textContent('#later'), '(202) 555-0107');
  expect(complaints).toEqual([]);
});

test('what a framework renders anew every second is swapped for ever, before anybody sees it', async () => {
  const { page, open } = visit();
  await page.clock.install();
  await open(`${control}<div id="app"></div><script>
    let rounds = 0;
    setInterval(() => { app.innerHTML = '<p>Round ' + ++rounds + '</p><p class="phone">(202) 555-0199</p>'; }, 1000);
  </script>`);
  await expectSoon(() => page.textContent('#control'), '(202) 555-0107');
  for (let round = 1; round <= 40; round += 1) {
    await page.clock.runFor(1000);
    await expectSoon(() => page.textContent('#app'), `Round ${round}(202) 555-0107`);
  }
});

test('a list that grows while one scrolls is swapped to its end', async () => {
  const { page, open } = visit();
  await open(`${control}<ul id="list"></ul>`);
  await expectSoon(() => page.textContent('#control'), '(202) 555-0107');
  await page.evaluate(`(async () => {
    for (let index = 0; index < 60; index += 1) {
      list.insertAdjacentHTML('beforeend', '<li>(202) 555-0199</li>');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })()`);
  await expectSoon(() => page.locator('li', { hasText: '(202) 555-0107' }).count(), 60);
});

test('two trackers on one page show one number, and neither leaves it hidden', async () => {
  const { api, page, open } = visit();
  const second = `<script async src="${api.origin}/t.js?again" data-site="pk_test" data-swap="+12025550199"></script>`;
  await open(control + second);
  await expectSoon(() => page.textContent('#control'), '(202) 555-0107');
  await expectSoon(() => writesInASecond(page), 0);
  expect(await page.isVisible('#control')).toBe(true);
});
