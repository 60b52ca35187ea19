import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { asE164 } from '../../../lambdas/identifiers/phone.ts';
import { e164 } from '../../../lambdas/settings/e164.ts';
import { compactNumber, plainText } from '../../../lambdas/settings/written-number.ts';

const number = '+12065550107';

const written: readonly (readonly [string, string])[] = [
  ['as it is', number],
  ['with spaces, brackets and hyphens', '+1 (206) 555-0107'],
  ['with dots and slashes', '+1/206.555.0107'],
  ['with 00 in front', '0012065550107'],
  ['with no-break spaces', '+1\u00a0206\u202f555\u20070107'],
  ['in marks of direction, as phones copy them', '\u202a+1 206 555 0107\u202c'],
  ['isolated', '\u2066+12065550107\u2069'],
  ['with zero-width spaces and a byte order mark', '\ufeff+1\u200b206\u200d555\u20600107'],
  ['with soft hyphens', '+1\u00ad206\u00ad555\u00ad0107'],
  ['with dashes that are no hyphens', '+1\u2011206\u2013555\u22120107'],
  ['in full width', '＋１２０６５５５０１０７'],
  ['in Arabic-Indic digits', '+\u0661\u0662\u0660\u0666\u0665\u0665\u0665\u0660\u0661\u0660\u0667'],
  ['in Persian digits', '\u06f0\u06f0\u06f1\u06f2\u06f0\u06f6\u06f5\u06f5\u06f5\u06f0\u06f1\u06f0\u06f7'],
  ['in Devanagari digits', '+\u0967\u0968\u0966\u096c\u096b\u096b\u096b\u0966\u0967\u0966\u096d'],
];

test.each(written)('a number %s is read', (_, text) => {
  expect(compactNumber(text)).toBe(number);
  expect(e164.parse(text)).toBe(number);
  expect(asE164(text)).toBe(number);
});

test.each([
  ['+44 (0)20 7946 0123', '+442079460123'],
  ['+49(0)30/23125-003', '+493023125003'],
  ['0049 (0) 30 23125003', '+493023125003'],
  ['＋49（0）30 23125003', '+493023125003'],
  ['+39 (0)6 555 0107', '+39065550107'],
])('the zero that is dialled within the country only is left out of %s; Italy has none', (text, read) => {
  expect(compactNumber(text)).toBe(read);
  expect(e164.parse(text)).toBe(read);
});

test.each([
  '206 555 0107',
  '+1 206 555 0107 ext. 3',
  'anonymous',
  '',
  '+',
  '+0123456789',
  '+1206555010712345678',
  'tel:+12065550107',
  '+1206555O107',
])('%j is no number that one could dial from anywhere', (text) => {
  expect(e164.safeParse(text).success).toBe(false);
  expect(asE164(text)).toBeUndefined();
});

test('every decimal digit of Unicode is read as what it is', () => {
  const digits = Array.from({ length: 0x110000 }, (_, code) => code).filter(
    (code) => (code < 0xd800 || code > 0xdfff) && /^\p{Nd}$/u.test(String.fromCodePoint(code)),
  );
  expect(digits.length).toBeGreaterThan(600);
  expect(digits.map((code) => plainText(String.fromCodePoint(code)))).toEqual(
    digits.map((_, index) => String(index % 10)),
  );
});

test('what is plain already stays as it is, and doing it twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(compactNumber(compactNumber(text))).toBe(compactNumber(text));
    }),
  );
  expect(plainText(' Shop 24 ')).toBe('Shop 24');
});

test('nothing is imported: a web page can bundle it', () => {
  const file = path.join(__dirname, '../../../lambdas/settings/written-number.ts');
  expect(readFileSync(file, 'utf8')).not.toMatch(/^import/m);
});
