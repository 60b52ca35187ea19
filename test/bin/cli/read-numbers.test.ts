import fc from 'fast-check';
import { readNumbers } from '../../../bin/cli/read-numbers.ts';

const numbersOf = (text: string | Buffer) => readNumbers(text).numbers.map(({ line, number }) => [line, number]);

test.each([
  ['a single column', '+12025550100\n+12025550101\n'],
  ['a header', 'number\n+12025550100\n+12025550101'],
  ['windows line ends and a byte order mark', '\uFEFFNumber\r\n+12025550100\r\n+12025550101\r\n'],
  ['semicolons and another column first', 'name;number\nShop;+12025550100\nAds;+12025550101\n'],
  ['tabs', 'number\tnote\n+12025550100\ta\n+12025550101\tb'],
  ['quotes and formatted numbers', '"number","note"\n"+1 202-555-0100","a, b"\n+1 (202) 555.0101,c\n'],
  ['empty lines', '\nnumber\n\n+12025550100\n   \n+12025550101\n\n'],
])('%s', (_, text) => {
  const { numbers, refused } = readNumbers(text);
  expect(numbers.map((line) => line.number)).toEqual(['+12025550100', '+12025550101']);
  expect(refused).toEqual([]);
});

test('names the line, the value and the reason of what is no number', () => {
  const { numbers, refused } = readNumbers(
    'number,note\n202-555-0100,a\n+12025550101,b\nsoon,c\n+12025550102 ext. 7,d\n',
  );
  expect(numbers).toEqual([{ line: 3, value: '+12025550101', number: '+12025550101' }]);
  expect(refused).toEqual([
    { line: 2, value: '202-555-0100', reason: expect.stringContaining('country code') },
    { line: 4, value: 'soon', reason: expect.stringContaining('country code') },
    { line: 5, value: '+12025550102 ext. 7', reason: expect.stringContaining('country code') },
  ]);
});

test('a number that stands twice is taken once', () => {
  const file = readNumbers('+12025550100\n+1 202 555 0100\n+12025550101\n');
  expect(file.numbers.map((line) => line.line)).toEqual([1, 3]);
  expect(file.repeated).toBe(1);
});

test('several columns without the name "number" are not guessed at', () => {
  expect(() => readNumbers('a,b\n+12025550100,+12025550101\n')).toThrow('does not call one of them "number"');
});

test('an empty file is said', () => {
  expect(() => readNumbers('')).toThrow('no lines');
});

test('broken quotes are said, with the line', () => {
  expect(readNumbers('number\n"+12025550100\n').refused).toEqual([
    { line: 2, value: '"+12025550100', reason: expect.stringContaining('is not CSV') },
  ]);
});

test('line numbers are those of an editor, wherever the numbers stand', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (wanted) => {
      const lines = wanted.map((is, index) => (is ? `+120255501${String(index % 100).padStart(2, '0')}` : 'none'));
      const expected = lines.flatMap((line, index) => (line === 'none' ? [] : [[index + 1, line]]));
      expect(numbersOf(lines.join('\n'))).toEqual(expected);
    }),
  );
});

test.each([
  ['guarded as a formula', 'name;number\nAd;="+12025550100"\nFlyer;+12025550101\n'],
  ['guarded as a formula, and quoted', 'number\n"=""+12025550100"""\n="+12025550101"\n'],
  ['guarded by an apostrophe', "number\n'+12025550100\n'+1 202 555 0101\n"],
  ['with marks that nobody sees', '\u202anumber\u202c\n\u202a+12025550100\u202c\n+1\u00a0202\u200b5550101\u2069\n'],
  ['in full width and in Arabic digits', 'number\n＋１２０２５５５０１００\n+١٢٠٢٥٥٥٠١٠١\n'],
  ['with 00 in front', 'number\n0012025550100\n001 202 555 0101\n'],
])('cells %s are read', (_, text) => {
  const { numbers, refused } = readNumbers(text);
  expect(numbers.map((line) => line.number)).toEqual(['+12025550100', '+12025550101']);
  expect(refused).toEqual([]);
});

test('a formula refuses its own line only', () => {
  const { numbers, refused } = readNumbers('number;name\n+12025550100;a\n=A1+B2;b\n+12025550101;c\n');
  expect(numbers.map(({ line, number }) => [line, number])).toEqual([
    [2, '+12025550100'],
    [4, '+12025550101'],
  ]);
  expect(refused).toEqual([{ line: 3, value: '=A1+B2', reason: expect.any(String) }]);
});

test.each([
  ['a quote that is never closed', '"+12025550199'],
  ['text after a closed quote', '"+12025550199"x'],
])('from %s on nothing is read', (_, bad) => {
  const { numbers, refused } = readNumbers(`number;name\n+12025550100;a\n${bad};b\n+12025550101;c\n`);
  expect(numbers.map(({ line, number }) => [line, number])).toEqual([[2, '+12025550100']]);
  expect(refused).toEqual([{ line: 3, value: `${bad};b`, reason: expect.stringContaining('what follows it') }]);
});
