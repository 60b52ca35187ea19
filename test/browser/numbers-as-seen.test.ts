import { expectSoon } from './expect-soon.ts';
import { expectWritten, type Written } from './expect-written.ts';
import { stubVisits } from './stub-visit.ts';

const visit = stubVisits();

test('text is read as browsers show it, and keeps its way of writing', () =>
  expectWritten(visit(), [
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
    ['keycaps', '2️⃣0️⃣2️⃣5️⃣5️⃣5️⃣0️⃣1️⃣9️⃣9️⃣', '2️⃣0️⃣2️⃣5️⃣5️⃣5️⃣0️⃣1️⃣0️⃣7️⃣'],
    ['spelled with commas', '2 0 2, 5 5 5, 0 1 9 9', '2 0 2, 5 5 5, 0 1 0 7'],
    ['with an extension in words', '202-555-0199 ext. 12, 202-555-0199x12'],
    ['with an extension: somebody else’s direct line', '202-555-0199-12', '202-555-0199-12'],
    ['a part of a longer number', '12345-202-555-0199, 202-555-0199-77', '12345-202-555-0199, 202-555-0199-77'],
    ['mail', '2025550199@shop.example', '2025550199@shop.example'],
    ['an address on the web', 'shop.example/?id=2025550199', 'shop.example/?id=2025550199'],
    ['between other words', 'Mo/Fr 202-555-0199/fax 202-555-0198, 電話202-555-0199番'],
    ['from right to left', '<p dir="rtl">اتصل ٢٠٢-٥٥٥-٠١٩٩ الآن</p>', '<p dir="rtl">اتصل ٢٠٢-٥٥٥-٠١٠٧ الآن</p>'],
  ]));

test('a number that is split over inline elements is swapped, and the elements stay', () =>
  expectWritten(visit(), [
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
    ['a footnote', '202-555-0199<sup>1</sup>, (202) 555-0199 <sub>2</sub>'],
    ['a picture of its own behind it', '202-555-0199<img alt="">'],
    ['a drawing', '<svg><text><tspan>202</tspan>-<tspan>555-0199</tspan></text></svg>'],
    ['a struck number', '<del>202-555-0199</del> <ins>202-555-0199</ins>'],
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
  return expectWritten(visit(), [
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
  ]);
});

test('a link that leads elsewhere by the number keeps it, and says so', () => {
  const link = (href: string): Written => {
    const html = `<a href="${href}" title="202-555-0199"><b>To</b> 202-555-0199</a>`;
    return [href, html, html];
  };
  return expectWritten(visit(), [
    ...['sms:+12025550199', 'sms:?body=Hello', 'smsto:202-555-0199', 'imessage:+12025550199', 'fax:+12025550199'].map(
      link,
    ),
    ...['https://wa.me/12025550199', ' http://wa.me/12025550199', '//wa.me/message/ABC', 'whatsapp://send?phone=1'].map(
      link,
    ),
    ...['https://web.whatsapp.com/send?phone=12025550199', 'viber://chat?number=%2B12025550199'].map(link),
    ...[
      'https://signal.me/#p/+12025550199',
      'https://t.me/+12025550199',
      'https://t.me/shop',
      'skype:+12025550199',
    ].map(link),
    ...['sip:+12025550199@shop.example', 'facetime:202%20555%200199', 'mailto:2025550199@shop.example'].map(link),
    [
      'drawing',
      '<svg><a xlink:href="sms:+12025550199"><text>202-555-0199</text></a></svg>',
      '<svg><a xlink:href="sms:+12025550199"><text>202-555-0199</text></a></svg>',
    ],
    [
      'area',
      '<map><area href="sms:+12025550199" alt="Text 202-555-0199"></map>',
      '<map><area href="sms:+12025550199" alt="Text 202-555-0199"></map>',
    ],
    ['link that leads elsewhere by something else', '<a href="/contact">Call 202-555-0199</a>'],
    ['link within the page', '<a href="#call-2024-05-03">202-555-0199</a>'],
  ]);
});

test('what is heard, and what a pointer shows, is the number that is dialled', () =>
  expectWritten(visit(), [
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
    [
      'entry of a list',
      '<select><optgroup label="202-555-0199"><option label="Call 202-555-0199"></option></optgroup></select>',
    ],
    ['summary', '<details><summary>202-555-0199</summary>202-555-0199</details>'],
    ['drawing', '<svg><title>202-555-0199</title><desc>202-555-0199</desc></svg>'],
    [
      'entry that is sent',
      '<select><option value="202-555-0199">Call</option></select>',
      '<select><option value="202-555-0199">Call</option></select>',
    ],
    [
      'microdata',
      '<span itemprop="telephone" content="+12025550199">202-555-0199</span>',
      '<span itemprop="telephone" content="+12025550199">202-555-0107</span>',
    ],
    [
      'facts for search engines',
      '<script type="application/ld+json">{"telephone":"+12025550199"}</script>',
      '<script type="application/ld+json">{"telephone":"+12025550199"}</script>',
    ],
    [
      'what is not shown',
      '<noscript>202-555-0199</noscript><template>202-555-0199</template>',
      '<noscript>202-555-0199</noscript><template>202-555-0199</template>',
    ],
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
