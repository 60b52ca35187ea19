import { expectSoon } from './expect-soon.ts';
import { stubVisits } from './stub-visit.ts';

const visit = stubVisits();

/** `from` in HTML, and what is to stand there once 0199 has become 0107. */
type Written = readonly [what: string, from: string, to?: string];

async function expectWritten(all: readonly Written[]): Promise<void> {
  const { page, open, complaints } = visit();
  const box = (html: string) => `<div class="case">${html}</div>`;
  await open(`<meta charset="utf-8">${all.map(([, from]) => box(from)).join('')}<p id="control">(202) 555-0199</p>`);
  await expectSoon(() => page.textContent('#control'), '(202) 555-0107');
  const shown = await page.$$eval('.case', (cases) => cases.map((one) => one.innerHTML));
  const parsed = await page.evaluate<string[]>(
    `${JSON.stringify(all.map(([, from, to]) => to ?? from.replaceAll('0199', '0107')))}.map((html) => {
      const box = document.createElement('div');
      box.innerHTML = html;
      return box.innerHTML;
    })`,
  );
  expect(all.map(([what], index) => [what, shown[index]])).toEqual(all.map(([what], index) => [what, parsed[index]]));
  expect(complaints).toEqual([]);
}

test('text is read as browsers show it, and keeps its way of writing', () =>
  expectWritten([
    ['line break in the source', 'Call (202)\n      555-0199 now'],
    ['tabs and many spaces', '(202)\t \t555   -   0199'],
    ['dashes among spaces', '(202) - 555 - 0199'],
    ['en dashes', '202–555–0199'],
    ['em dashes', '202 — 555 — 0199'],
    ['no-break spaces', '202&nbsp;555&nbsp;0199'],
    ['thin and figure spaces', '202&thinsp;555&#8199;0199'],
    ['soft hyphens', '202&shy;555&shy;0199'],
    ['zero-width spaces and joiners', '202&#8203;555&zwj;0199'],
    ['middle dots', '202·555·0199'],
    ['bullets', '202•555•0199'],
    ['bullets among spaces', '202 • 555 • 0199'],
    ['slashes', '202/555/0199'],
    ['underscores', '202_555_0199'],
    ['square brackets', '[202] 555-0199'],
    ['brackets in brackets', '((202) 555-0199)'],
    ['marks of direction', '&#8234;+1 202 555 0199&#8236;'],
    ['full width', '（２０２）５５５－０１９９', '（２０２）５５５－０１０７'],
    ['Arabic-Indic digits', '٢٠٢ ٥٥٥ ٠١٩٩', '٢٠٢ ٥٥٥ ٠١٠٧'],
    ['Persian digits', '۲۰۲-۵۵۵-۰۱۹۹', '۲۰۲-۵۵۵-۰۱۰۷'],
    ['Devanagari digits', '२०२ ५५५ ०१९९', '२०२ ५५५ ०१०७'],
    ['bold mathematical digits', '𝟐𝟎𝟐 𝟓𝟓𝟓 𝟎𝟏𝟗𝟗', '𝟐𝟎𝟐 𝟓𝟓𝟓 𝟎𝟏𝟎𝟕'],
    ['a footnote behind it', '202-555-0199²'],
    ['spelled', '2 0 2. 5 5 5. 0 1 9 9.', '2 0 2. 5 5 5. 0 1 0 7.'],
    ['another number', '202-555-0198', '202-555-0198'],
    ['a longer number', '202-555-01990', '202-555-01990'],
    ['an amount', '2,025,550,199', '2,025,550,199'],
  ]));

test('a number that is split over inline elements is swapped, and the elements stay', () =>
  expectWritten([
    ['area code in bold', '<b>202</b> 555-0199'],
    ['a span for each group', '<span>202</span><span>-</span><span>555</span><span>-0199</span>'],
    [
      'a span for each digit',
      '<i>2</i><i>0</i><i>2</i>5550<i>1</i><i>9</i><i>9</i>',
      '<i>2</i><i>0</i><i>2</i>5550<i>1</i><i>0</i><i>7</i>',
    ],
    ['a line break', '(202)<br>555-0199'],
    ['a place to break', '202-<wbr>555-<wbr>0199'],
    ['comments', '(202)<!-- --> 555-<!-- -->0199'],
    [
      'within a link',
      '<a href="tel:+12025550199"><b>202</b> 555-<em>0199</em></a>',
      '<a href="tel:+12025550107"><b>202</b> 555-<em>0107</em></a>',
    ],
    ['blocks', '<div>202</div><div>555-0199</div>', '<div>202</div><div>555-0199</div>'],
    [
      'cells',
      '<table><tbody><tr><td>202</td><td>5550199</td></tr></tbody></table>',
      '<table><tbody><tr><td>202</td><td>5550199</td></tr></tbody></table>',
    ],
    [
      'spans that are blocks',
      '<span style="display: block">202</span><span>555-0199</span>',
      '<span style="display: block">202</span><span>555-0199</span>',
    ],
    ['a link elsewhere', '202 <a href="/order">555-0199</a>', '202 <a href="/order">555-0199</a>'],
    ['a button', '202 <button>555-0199</button>', '202 <button>555-0199</button>'],
    ['a marked piece', '202 <span data-noswap="">555-0199</span>', '202 <span data-noswap="">555-0199</span>'],
    [
      'form fields',
      '<select><option>202</option><option>5550199</option></select>',
      '<select><option>202</option><option>5550199</option></select>',
    ],
  ]));

test('links are read as they are dialled', () => {
  const swapped = (rest = '') => `<a href="tel:+12025550107"${rest}>Call</a>`;
  const link = (href: string): Written => [href, `<a href="${href}">Call</a>`, swapped()];
  const stays = (href: string): Written => [href, `<a href="${href}">Call</a>`, `<a href="${href}">Call</a>`];
  return expectWritten([
    ...['tel:+12025550199', 'tel:%2B12025550199', 'tel:%28202%29555-0199', 'tel:%2B1%20%28202%29%20555-0199'].map(link),
    ...['tel:202%C2%A0555%C2%A00199', ' tel:+12025550199', '\ttel:2025550199 ', 'TEL:+1-202-555-0199'].map(link),
    ...['tel://+12025550199', 'tel:+12025550199;ext=5', 'tel:202%A0555%A00199', 'callto:+12025550199'].map(link),
    ...['tel:%EF%BC%92025550199'].map(link),
    ...['sms:+12025550199', 'https://wa.me/12025550199', 'tel:+12025550198', '/orders/2025550199', 'tel:'].map(stays),
    ['area', '<map><area href="tel:2025550199"></map>', '<map><area href="tel:+12025550107"></map>'],
    [
      'drawing',
      '<svg><a href="tel:2025550199"><text>202-555-0199</text></a></svg>',
      '<svg><a href="tel:+12025550107"><text>202-555-0107</text></a></svg>',
    ],
    [
      'drawing of old',
      '<svg><a xlink:href="tel:2025550199"><text>Call</text></a></svg>',
      '<svg><a xlink:href="tel:+12025550107"><text>Call</text></a></svg>',
    ],
    [
      'number to write to',
      '<a href="sms:+12025550199" title="202-555-0199">Text 202-555-0199</a>',
      '<a href="sms:+12025550199" title="202-555-0199">Text 202-555-0199</a>',
    ],
  ]);
});

test('what is heard, and what a pointer shows, is the number that is dialled', () =>
  expectWritten([
    ['label', '<a aria-label="Call 202-555-0199" title="Call (202) 555-0199">Call</a>'],
    [
      'spelled label',
      '<a aria-label="2 0 2. 5 5 5. 0 1 9 9.">Call</a>',
      '<a aria-label="2 0 2. 5 5 5. 0 1 0 7.">Call</a>',
    ],
    ['description', '<p aria-description="202 555 0199">Call</p>'],
    ['picture', '<img alt="Phone: 202.555.0199">'],
    ['button', '<input type="button" value="Call 202-555-0199"><input type="submit" value="202-555-0199">'],
    ['hint', '<input placeholder="Call 202-555-0199">'],
    ['what people typed', '<input value="202-555-0199">', '<input value="202-555-0199">'],
    ['what people type', '<textarea>202-555-0199</textarea>', '<textarea>202-555-0199</textarea>'],
    ['what people edit', '<p contenteditable="">202-555-0199</p>', '<p contenteditable="">202-555-0199</p>'],
    ['what they cannot edit', '<p contenteditable="false">202-555-0199</p>'],
    ['hidden field', '<input type="hidden" value="202-555-0199">', '<input type="hidden" value="202-555-0199">'],
    ['code', '<script type="text/plain">202-555-0199</script>', '<script type="text/plain">202-555-0199</script>'],
    ['data', '<p data-phone="202-555-0199">Call</p>', '<p data-phone="202-555-0199">Call</p>'],
  ]));

test('the title of the page is left to those who keep it', async () => {
  const { page, open } = visit();
  await open('<p id="control">(202) 555-0199</p>');
  await page.evaluate(`document.title = 'Call 202-555-0199'`);
  await expectSoon(() => page.textContent('#control'), '(202) 555-0107');
  expect(await page.title()).toBe('Call 202-555-0199');
});
