import fc from 'fast-check';
import { readDecimal, wholeNumber } from '../../../../lambdas/orders/sources/decimal.ts';
import { totalOf } from '../../../../lambdas/orders/sources/read-amount.ts';

const major = { amountUnit: 'major' } as const;
const minor = { amountUnit: 'minor', minorDigits: { ISK: 2 } } as const;

test.each([
  ['129.50', 'USD', 12_950],
  ['129.5', 'USD', 12_950],
  [129.5, 'USD', 12_950],
  ['1300', 'JPY', 1300],
  ['1300.00', 'JPY', 1300],
  ['1.250', 'KWD', 1250],
  ['0', 'USD', 0],
  ['.5', 'USD', 50],
  ['-21.99', 'USD', -2199],
  ['19.995', 'USD', 2000],
  ['10000000.000000000555111512312578270211815834045410156250000000', 'USD', 1_000_000_000],
])('%s %s in units of the currency is %d in its smallest ones', (amount, currency, expected) => {
  expect(totalOf(amount, currency, major)).toBe(expected);
});

test.each([
  [12_950, 'USD', 12_950],
  [1300, 'JPY', 1300],
  [5120, 'KWD', 5120],
  [500, 'ISK', 5],
])('%d %s in minor units, as the sender counts them, is %d in those of ISO 4217', (amount, currency, expected) => {
  expect(totalOf(amount, currency, minor)).toBe(expected);
});

test('several amounts are added up exactly', () => {
  expect(totalOf(['0.10', '0.20', 0.3], 'USD', major)).toBe(60);
});

test.each(['', 'free', '1,299.00', '12.50 EUR', '1e3', 'NaN', null, undefined, true, {}, [], ['1.00', null]])(
  '%j is no amount',
  (amount) => {
    expect(totalOf(amount, 'USD', major)).toBeUndefined();
  },
);

test('a currency that is none, and more than is exact, are no amount', () => {
  expect(totalOf('1', 'BTC', major)).toBeUndefined();
  expect(totalOf('99999999999999999999', 'USD', major)).toBeUndefined();
});

test('half and more is rounded away from zero, and nothing else changes', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), fc.integer({ min: 0, max: 6 }), (digits, scale) => {
      const whole = wholeNumber({ digits, scale }, 2)!;
      expect(Math.abs(whole - Number(digits) / 10 ** (scale - 2))).toBeLessThanOrEqual(0.5 + 1e-3);
    }),
  );
});

test('what was read is what was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (cents) => {
      const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
      expect(wholeNumber(readDecimal(text)!, 2)).toBe(cents);
    }),
  );
});
