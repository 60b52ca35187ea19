import { expectSoon } from './expect-soon.ts';
import { stubVisits } from './stub-visit.ts';

const visit = stubVisits();

const own = '<a href="tel:+12025550199">(202) 555-0199</a>';
const swapped = '<a href="tel:+12025550107">(202) 555-0107</a>';

/** What a page does once it is swapped, and what is there then. */
const changes: readonly (readonly [what: string, script: string, reading: string, expected?: string])[] = [
  [
    'another body',
    `document.body.replaceWith(Object.assign(document.createElement('body'), { innerHTML: '${own}' }))`,
    'document.body.innerHTML',
  ],
  [
    'another document element',
    `const html = document.createElement('html'); html.innerHTML = '<body>${own}</body>';
      document.documentElement.replaceWith(html)`,
    'document.body.innerHTML',
  ],
  [
    'a document that is written anew',
    `document.open(); document.write('<!doctype html><main>${own}</main>'); document.close()`,
    `document.querySelector('main').innerHTML`,
  ],
  [
    'a document that is written anew, and filled later',
    `document.open(); document.write('<main></main>'); document.close();
      setTimeout(() => { document.querySelector('main').innerHTML = '${own}'; }, 100)`,
    `document.querySelector('main').innerHTML`,
  ],
  [
    'the next view of an application',
    `history.pushState(null, '', '/contact'); document.querySelector('#view').innerHTML = '${own}'`,
    `document.querySelector('#view').innerHTML`,
  ],
  [
    'a view that was kept, and comes back',
    `const view = document.querySelector('#view'); view.innerHTML = '${own}'; view.remove();
      setTimeout(() => document.body.append(view), 100)`,
    `document.querySelector('#view')?.innerHTML`,
  ],
  [
    'digits that come one by one',
    `[...'Call 202-555-0199'].forEach((digit, index) => setTimeout(() => {
      document.querySelector('#view').textContent += digit;
    }, index * 20))`,
    `document.querySelector('#view').textContent`,
    'Call 202-555-0107',
  ],
  [
    'text nodes that come one by one',
    `['202-', '555-', '0199'].forEach((text, index) => setTimeout(() => document.querySelector('#view').append(text), index * 50))`,
    `document.querySelector('#view').textContent`,
    '202-555-0107',
  ],
  [
    'a label and a button',
    `document.querySelector('#view').innerHTML = '<i></i><input type="button">';
      setTimeout(() => {
        document.querySelector('#view i').ariaLabel = 'Call 202-555-0199';
        document.querySelector('#view input').value = 'Call 202-555-0199';
      }, 50)`,
    `document.querySelector('#view').innerHTML`,
    '<i aria-label="Call 202-555-0107"></i><input type="button" value="Call 202-555-0107">',
  ],
  [
    'what becomes editable has what the page says itself, and no longer once it is read again',
    `const view = document.querySelector('#view'); view.innerHTML = '${own}';
      globalThis.edited = new Promise((resolve) => {
        setTimeout(() => { view.contentEditable = 'true'; }, 50);
        setTimeout(() => { resolve(view.innerHTML); view.contentEditable = 'inherit'; }, 300);
      })`,
    `Promise.resolve(globalThis.edited).then((edited) => [edited, document.querySelector('#view').innerHTML].join())`,
    `${own},${swapped}`,
  ],
  [
    'what the page marks later is left alone',
    `const view = document.querySelector('#view'); view.innerHTML = '<p>${own}</p>';
      setTimeout(() => view.firstChild.setAttribute('data-noswap', ''), 50)`,
    `document.querySelector('#view').innerHTML`,
    `<p data-noswap="">${own}</p>`,
  ],
  [
    'a copy of a shadow root',
    `document.querySelector('#view').setHTMLUnsafe('<template><p><template shadowrootmode="open" shadowrootclonable>${own}</template></p></template>');
      document.querySelector('#view').append(document.querySelector('#view template').content.cloneNode(true))`,
    `document.querySelector('#view > p').shadowRoot.innerHTML`,
    swapped,
  ],
];

test.each(changes)('%s: the number is swapped', async (_, script, reading, expected = swapped) => {
  const { page, open, complaints } = visit();
  await open('<p id="control">(202) 555-0199</p><div id="view"></div>');
  await expectSoon(() => page.textContent('#control'), '(202) 555-0107');
  await page.evaluate(`{ ${script} }`);
  await expectSoon(() => page.evaluate<string>(reading!), expected);
  expect(complaints).toEqual([]);
});

test('what the page takes out while the number is asked for comes back with it, and visibly', async () => {
  const { page, open } = visit();
  await open(`<div id="view"><p id="phone">(202) 555-0199</p></div><script>
    setTimeout(() => phone.remove(), 20);
    const kept = phone;
    setTimeout(() => view.append(kept), 1500);
  </script>`);
  await expectSoon(() => page.textContent('#phone'), '(202) 555-0107');
  expect(await page.isVisible('#phone')).toBe(true);
});

test('what is printed is what is seen', async () => {
  const { page, open } = visit();
  await open(`<style>.print { display: none } @media print { .print { display: block } .screen { display: none } }</style>
    <p class="screen">(202) 555-0199</p><p class="print">Phone 202.555.0199</p>`);
  await expectSoon(() => page.textContent('.screen'), '(202) 555-0107');
  await page.emulateMedia({ media: 'print' });
  expect(await page.innerText('body')).toBe('Phone 202.555.0107');
});
