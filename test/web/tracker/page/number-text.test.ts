import * as fc from 'fast-check';
import { replaceNumbers } from '../../../../web/tracker/page/number-text.ts';
import { replaceLink } from '../../../../web/tracker/page/telephone-link.ts';

const shown = (e164: string, display: string) => ({ e164, display, href: `tel:${e164}` });
const us = shown('+12025550123', '(202) 555-0123');

describe('a number of North America is found however it is written, and keeps the page’s way of writing', () => {
  test.each([
    ['+1 202 555 0199', '+1 202 555 0123'],
    ['+12025550199', '+12025550123'],
    ['(202) 555-0199', '(202) 555-0123'],
    ['202-555-0199', '202-555-0123'],
    ['202.555.0199', '202.555.0123'],
    ['2025550199', '2025550123'],
    ['1-202-555-0199', '1-202-555-0123'],
    ['1 (202) 555-0199', '1 (202) 555-0123'],
    ['+1 (202) 555-0199', '+1 (202) 555-0123'],
    ['(+1) 202 555 0199', '(+1) 202 555 0123'],
    ['001 202 555 0199', '001 202 555 0123'],
    ['011 1 202 555 0199', '011 1 202 555 0123'],
    ['+1\u00a0202\u00a0555\u00a00199', '+1\u00a0202\u00a0555\u00a00123'],
    ['202\u2011555\u20110199', '202\u2011555\u20110123'],
    ['\u202a+1 202 555 0199\u202c', '\u202a+1 202 555 0123\u202c'],
    ['Call us (202 555 0199)!', 'Call us (202 555 0123)!'],
    ['Call 202-555-0199, or 202-555-0199.', 'Call 202-555-0123, or 202-555-0123.'],
    ['+ 1 2 0 2, 5 5 5, 0 1 9 9', '+ 1 2 0 2, 5 5 5, 0 1 2 3'],
    ['Since 1998: 202-555-0199', 'Since 1998: 202-555-0123'],
  ])('%j', (text, expected) => {
    expect(replaceNumbers(text, ['+12025550199'], us)).toBe(expected);
  });
});

describe('other digits are left alone', () => {
  test.each([
    '+1 202 555 0198',
    '12025550199123',
    '92025550199',
    'order 20255501990',
    '+49 202 555 0199',
    '+44 (0) 202 555 0199',
    '+ 4 4 2 0 2 5 5 5 0 1 9 9',
    'no number at all',
    '',
  ])('%j', (text) => {
    expect(replaceNumbers(text, ['+12025550199'], us)).toBe(text);
  });
});

describe('countries with a trunk prefix', () => {
  const berlin = shown('+493023125001', '030 23125001');
  test.each([
    ['030 / 231 25-999', '030 / 231 25-001'],
    ['(030) 23125 999', '(030) 23125 001'],
    ['03023125999', '03023125001'],
    ['+49 30 23125-999', '+49 30 23125-001'],
    ['+49 (0)30 23125-999', '+49 (0)30 23125-001'],
    ['+49 (0) 30/23125-999', '+49 (0) 30/23125-001'],
    ['0049 30 23125 999', '0049 30 23125 001'],
  ])('%j', (text, expected) => {
    expect(replaceNumbers(text, ['+493023125999'], berlin)).toBe(expected);
  });

  test('the trunk prefix is 8 in country 7', () => {
    const to = shown('+74955550101', '8 495 555-01-01');
    expect(replaceNumbers('8 (495) 555-01-99', ['+74955550199'], to)).toBe('8 (495) 555-01-01');
  });
});

describe('where the page’s way of writing does not fit the new number, the API’s is taken', () => {
  test('another area code where area codes differ in length', () => {
    const to = shown('+442079460001', '020 7946 0001');
    expect(replaceNumbers('01632 960 199', ['+441632960199'], to)).toBe('020 7946 0001');
  });

  test('another country', () => {
    const to = shown('+442079460001', '+44 20 7946 0001');
    expect(replaceNumbers('Call (202) 555-0199 now', ['+12025550199'], to)).toBe('Call +44 20 7946 0001 now');
  });

  test('another length', () => {
    const to = shown('+4930231250', '030 231250');
    expect(replaceNumbers('030 23125-999', ['+493023125999'], to)).toBe('030 231250');
  });

  test('digits in one piece are never regrouped', () => {
    const to = shown('+442079460001', '020 7946 0001');
    expect(replaceNumbers('+441632960199', ['+441632960199'], to)).toBe('+442079460001');
  });
});

test('several numbers become one', () => {
  const text = 'Sales 202-555-0199, service 202-555-0198';
  expect(replaceNumbers(text, ['+12025550199', '+12025550198'], us)).toBe('Sales 202-555-0123, service 202-555-0123');
});

test('what is not E.164 replaces nothing', () => {
  expect(replaceNumbers('0 123 .*', ['123', '.*', '+0123456789', ''], us)).toBe('0 123 .*');
});

test.each([
  ['tel:+12025550199', 'tel:+12025550123'],
  ['tel:202-555-0199', 'tel:+12025550123'],
  ['TEL:+1%20202%20555%200199', 'tel:+12025550123'],
  ['tel:+12025550199;ext=5', 'tel:+12025550123'],
  ['tel:+12025550198', 'tel:+12025550198'],
  ['https://shop.example/2025550199', 'https://shop.example/2025550199'],
  ['sms:+12025550199', 'sms:+12025550199'],
])('link %s', (href, expected) => {
  expect(replaceLink(href, ['+12025550199'], us)).toBe(expected);
});

const separators = fc.constantFrom('', ' ', '-', '.', '/', '\u00a0', ' - ', ') ', ' (');
const fictional = fc.integer({ min: 0, max: 99 }).map((last) => `+120255501${String(last).padStart(2, '0')}`);

test('whatever stands between the digits, the number is found, and doing it twice changes nothing more', () => {
  fc.assert(
    fc.property(fictional, fictional, fc.array(separators, { minLength: 10, maxLength: 10 }), (from, to, between) => {
      const written = Array.from(from.slice(2), (digit, index) => digit + (index < 9 ? between[index] : '')).join('');
      const once = replaceNumbers(`Call ${written} now`, [from], shown(to, to));
      expect(once.replace(/\D/g, '')).toBe(to.slice(2));
      expect(replaceNumbers(once, [from], shown(to, to))).toBe(once);
    }),
  );
});

test('no text makes it throw or take long', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0159 +()-./x')), maxLength: 2000 }), (text) => {
      expect(typeof replaceNumbers(text, ['+12025550199'], us)).toBe('string');
    }),
  );
});
