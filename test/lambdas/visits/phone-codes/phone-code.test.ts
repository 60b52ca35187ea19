import fc from 'fast-check';
import {
  checkDigit,
  numberOfCodes,
  phoneCode,
  readPhoneCode,
} from '../../../../lambdas/visits/phone-codes/phone-code.ts';

const codes = fc.integer({ min: 0, max: numberOfCodes - 1 }).map(phoneCode);

test('the check digit is that of Damm', () => {
  expect(checkDigit('572')).toBe(4);
  expect(checkDigit('5724')).toBe(0);
  expect(checkDigit('43881234567')).toBe(9);
});

test('codes have seven digits, no zero first, and there are as many as ranks', () => {
  expect([phoneCode(0), phoneCode(numberOfCodes - 1)].map((code) => code.slice(0, 6))).toEqual(['100000', '999999']);
  const some = Array.from({ length: 1000 }, (_, rank) => phoneCode(rank));
  expect(new Set(some).size).toBe(1000);
  for (const code of some) expect(readPhoneCode(code)).toEqual({ code });
});

test('a code is read whatever people put between its digits', () => {
  const between = fc.constantFrom('', ' ', '-', '\u00a0', '.', ' – ', '\u2060', '/');
  fc.assert(
    fc.property(codes, fc.array(between, { minLength: 8, maxLength: 8 }), (code, gaps) => {
      const written = gaps.map((gap, at) => gap + (code[at] ?? '')).join('');
      expect(readPhoneCode(written)).toEqual({ code });
    }),
  );
  expect(readPhoneCode('５７２００００'.normalize())).toEqual(readPhoneCode('5720000'));
});

test('one wrong digit is found, and two neighbours that changed places', () => {
  fc.assert(
    fc.property(codes, fc.nat(6), fc.integer({ min: 1, max: 9 }), (code, at, more) => {
      const digits = Array.from(code);
      digits[at] = String((Number(code[at]) + more) % 10);
      expect(readPhoneCode(digits.join(''))).toHaveProperty('refused');
    }),
  );
  fc.assert(
    fc.property(codes, fc.nat(5), (code, at) => {
      fc.pre(code[at] !== code[at + 1]);
      const swapped = code.slice(0, at) + code[at + 1]! + code[at]! + code.slice(at + 2);
      expect(readPhoneCode(swapped)).toHaveProperty('refused');
    }),
  );
});

test.each([
  ['', 'must have 7 digits; this has 0'],
  ['123456', 'must have 7 digits; this has 6'],
  ['12345678', 'must have 7 digits; this has 8'],
  ['12345a7', 'must be digits alone'],
  ['0000000', 'is no code'],
])('"%s" is refused: %s', (text, refused) => {
  expect(readPhoneCode(text)).toEqual({ refused: expect.stringContaining(refused) });
});

test('any text at all is a code or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const read = readPhoneCode(text);
      expect(Object.keys(read)).toEqual([expect.stringMatching(/^(code|refused)$/)]);
    }),
  );
});
