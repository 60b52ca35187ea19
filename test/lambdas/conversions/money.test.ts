import fc from 'fast-check';
import { amountText, currencyDigits, noCurrency, readAmount } from '../../../lambdas/conversions/money.ts';
import { readKnownSite } from '../../../lambdas/settings/sites/site.ts';

test.each([
  ['129.50', 'EUR', 12950],
  ['129.5', 'EUR', 12950],
  ['0', 'EUR', 0],
  ['007.10', 'USD', 710],
  ['1300', 'JPY', 1300],
  ['1.234', 'KWD', 1234],
  ['999999999999.999', 'KWD', 999999999999999],
])('%s %s are %d minor units', (amount, currency, minor) => {
  expect(readAmount(amount, currency)).toEqual({ money: { minor, currency } });
});

test.each([
  ['129.505', 'EUR', 'at most 2 digits'],
  ['129.500', 'EUR', 'at most 2 digits'],
  ['1.0', 'JPY', 'at most 0 digits'],
  ['-5.00', 'EUR', 'not negative'],
  ['1e3', 'EUR', 'decimal amount'],
  ['1,50', 'EUR', 'decimal amount'],
  ['.5', 'EUR', 'decimal amount'],
  ['5.', 'EUR', 'decimal amount'],
  [' 5', 'EUR', 'decimal amount'],
  ['5\n', 'EUR', 'decimal amount'],
  ['', 'EUR', 'decimal amount'],
  ['1234567890123', 'EUR', 'at most 12 digits before the point'],
  ['9'.repeat(20), 'EUR', 'at most 12 digits before the point'],
  ['1.00000', 'EUR', 'at most 2 digits after the point'],
  ['5', 'ABC', 'ISO 4217'],
  ['5', 'eur', 'ISO 4217'],
  ['5', '', 'ISO 4217'],
])('%s %s is refused', (amount, currency, reason) => {
  expect(readAmount(amount, currency)).toEqual({ refused: expect.stringContaining(reason) });
});

test.each([
  [12950, 'EUR', '129.50'],
  [-500, 'EUR', '-5.00'],
  [5, 'EUR', '0.05'],
  [0, 'JPY', '0'],
  [1300, 'JPY', '1300'],
  [1, 'KWD', '0.001'],
  // What this version does not know is written as most are.
  [150, 'ABC', '1.50'],
])('%d minor units of %s are written %s', (minor, currency, text) => {
  expect(amountText({ minor, currency })).toBe(text);
});

const currency = fc.constantFrom(...Intl.supportedValuesOf('currency'));

test('what is written is read as the same amount, and no digit is lost', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999_999_999_999 }), currency, (minor, code) => {
      const text = amountText({ minor, currency: code });
      expect(readAmount(text, code)).toEqual({ money: { minor, currency: code } });
      expect(text.split('.')[1]?.length ?? 0).toBe(currencyDigits(code));
    }),
  );
});

test('one digit more than the currency has is refused, even a zero', () => {
  fc.assert(
    fc.property(fc.nat(), currency, fc.integer({ min: 0, max: 9 }), (minor, code, digit) => {
      const text = amountText({ minor, currency: code });
      const longer = currencyDigits(code) === 0 ? `${text}.${digit}` : text + digit;
      expect(readAmount(longer, code)).toHaveProperty('refused');
    }),
  );
});

test('any text is read or refused', () => {
  fc.assert(
    fc.property(fc.string(), fc.oneof(currency, fc.string()), (amount, code) => {
      const read = readAmount(amount, code);
      expect(
        'money' in read ? Number.isSafeInteger(read.money.minor) && read.money.minor >= 0 : read.refused,
      ).toBeTruthy();
    }),
  );
});

test('a site whose currency only a newer version knows is in no currency, as a call of no site is', () => {
  const site = { id: 'shop', name: 'Shop', siteKey: 'pk_shop', origins: [], currency: { main: 'EUR' } };
  expect(readKnownSite(site)?.currency).toBe(noCurrency);
});
