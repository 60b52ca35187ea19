import fc from 'fast-check';
import {
  areApart,
  fitsPage,
  fitsReferrer,
  fitsText,
  isAddressPattern,
} from '../../../lambdas/attribution/address-pattern.ts';

test.each([
  ['/roofing/*', 'https://shop.example/roofing/', true],
  ['/roofing/*', 'https://shop.example/roofing/flat/2', true],
  ['/roofing/*', 'https://shop.example/roofing', false],
  ['/roofing*', 'https://shop.example/roofing', true],
  ['/*/prices', 'https://shop.example/de/prices', true],
  ['/Roofing/', 'https://shop.example/roofing/', false],
  ['/', 'https://shop.example/', true],
  ['/dächer/*', 'https://shop.example/d%C3%A4cher/flach', true],
  ['shop.example/roofing/*', 'https://shop.example/roofing/x', true],
  ['Shop.Example/roofing/*', 'https://www.shop.example/roofing/x', true],
  ['www.shop.example/roofing/*', 'http://shop.example/roofing/x', true],
  ['shop.example/roofing/*', 'https://blog.shop.example/roofing/x', false],
  ['*.shop.example/*', 'https://blog.shop.example/roofing/x', true],
  ['shop.example', 'https://shop.example/anything', true],
  ['shop.example', 'https://other.example/shop.example', false],
  ['localhost:8787/demo/', 'http://localhost:8787/demo/', true],
  ['Bücher.example', 'https://xn--bcher-kva.example/', true],
  ['*.bücher.example:8443/*', 'https://shop.xn--bcher-kva.example:8443/x', true],
  ['bücher.example', 'https://bucher.example/', false],
  ['/d%c3%a4cher', 'https://shop.example/d%C3%A4cher', true],
  ['/dächer', 'https://shop.example/d%c3%a4cher', true],
  ['/{a}"<b>`^', 'https://shop.example/%7Ba%7D%22%3Cb%3E%60%5E', true],
])('as a landing page %s takes %s: %s', (pattern, address, expected) => {
  expect(fitsPage(pattern, address)).toBe(expected);
});

test.each([
  ['partner.example', 'https://partner.example/', true],
  ['partner.example', 'https://www.Partner.example/list', true],
  ['partner.example', 'https://news.partner.example/', true],
  ['partner.example', 'https://notpartner.example/', false],
  ['partner.example', 'https://partner.example.evil.example/', false],
  ['partner.example/list/*', 'https://partner.example/list/7', true],
  ['partner.example/list/*', 'https://m.partner.example/list/7', true],
  ['partner.example/list/*', 'https://partner.example/', false],
  ['www.partner.example', 'https://partner.example/', true],
  ['WWW.partner.example', 'https://news.partner.example/', true],
  ['bücher.example', 'https://www.xn--bcher-kva.example/', true],
  ['com.news.app', 'android-app://com.news.app/', true],
  ['com.news_app.reader', 'android-app://com.news_app.reader/', true],
])('as a referrer %s takes %s: %s', (pattern, address, expected) => {
  expect(fitsReferrer(pattern, address)).toBe(expected);
});

test.each([
  ['/roofing/*', true],
  ['shop.example', true],
  ['*.shop.example/a/*/b', true],
  ['münchen.example/dächer', true],
  ['my_shop.example', true],
  ['https://shop.example/roofing', false],
  ['/roofing?utm_source=x', false],
  ['/roofing#top', false],
  ['two words', false],
  ['bü*.example', false],
  ['/two words', false],
  ['/\ud800', false],
])('%s is a pattern: %s', (text, expected) => {
  expect(isAddressPattern(text)).toBe(expected);
});

const someText = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
const somePattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 8 });

test('a pattern takes what the regular expression of the same meaning takes', () => {
  fc.assert(
    fc.property(somePattern, someText, (pattern, text) => {
      expect(fitsText(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
    }),
    { numRuns: 2000 },
  );
});

/** A text with some of its pieces replaced by stars. */
const patternOf = (text: string) =>
  fc.array(fc.boolean(), { minLength: text.length, maxLength: text.length }).map((starred) =>
    text
      .split('')
      .map((character, index) => (starred[index] ? '*' : character))
      .join(''),
  );

test('patterns that are apart have no text in common', () => {
  const textAndPatterns = someText.chain((text) => fc.tuple(fc.constant(text), patternOf(text), patternOf(text)));
  fc.assert(
    fc.property(textAndPatterns, ([text, left, right]) => {
      expect([fitsText(left, text), fitsText(right, text), areApart(left, right)]).toEqual([true, true, false]);
    }),
    { numRuns: 1000 },
  );
  expect(areApart('/a/*', '/b/*')).toBe(true);
  expect(areApart('/*/a', '/*/b')).toBe(true);
  expect(areApart('/a/*', '/b')).toBe(true);
});
