import fc from 'fast-check';
import { keyedCodes } from '../../../../lambdas/calls/phone-codes/said-codes.ts';
import { numberOfCodes, phoneCode } from '../../../../lambdas/visits/phone-codes/phone-code.ts';

const code = phoneCode(381_039);
const maybe = { code, by: 'keys', isSure: false };

test('what was keyed in when the flow asked is a code, whatever it is', () => {
  expect(keyedCodes({ keyedCode: code })).toEqual([{ code, by: 'keys', isSure: true }]);
  expect(keyedCodes({ keyedCode: '12' })).toEqual([{ code: '12', by: 'keys', isSure: true }]);
});

test.each([
  ['key by key', Array.from(code)],
  ['in one entry', [code]],
  ['with the key that ends it', [`${code}#`]],
  ['after the key of a menu', ['1', code]],
  ['key by key after the key of a menu', ['1', ...Array.from(code)]],
  ['and then another key', [...Array.from(code), '#', '2']],
])('a code is found that was keyed in %s', (_, keys) => {
  expect(keyedCodes({ keys })).toContainEqual(maybe);
});

test('keys of several menus make no code together', () => {
  expect(keyedCodes({ keys: [code.slice(0, 3), code.slice(3)] })).toEqual([]);
  expect(keyedCodes({ keys: [...Array.from(code.slice(0, 3)), '*', ...Array.from(code.slice(3))] })).toEqual([]);
  expect(keyedCodes({ keys: [] })).toEqual([]);
});

test('a code that was asked for is there once', () => {
  expect(keyedCodes({ keyedCode: code, keys: ['1', code] })).toEqual([{ code, by: 'keys', isSure: true }]);
});

test('whatever keys are pressed, those found are codes, and few', () => {
  const key = fc.constantFrom(...Array.from('0123456789*#'));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 200 }), fc.nat(numberOfCodes - 1), (keys, rank) => {
      const found = keyedCodes({ keys: [...Array.from(phoneCode(rank)), '#', ...keys] });
      expect(found).toContainEqual({ code: phoneCode(rank), by: 'keys', isSure: false });
      expect(found.length).toBeLessThan(60);
    }),
  );
});
