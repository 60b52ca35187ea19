import fc from 'fast-check';
import { nationalNumber, personalNationalNumber } from '../../../lambdas/identifiers/national-phone.ts';
import { asE164, personalNumber } from '../../../lambdas/identifiers/phone.ts';

test.each([
  ['+1 (415) 555-0123', '+14155550123'],
  ['+1.415.555.0123', '+14155550123'],
  ['0044 20 7946 0958', '+442079460958'],
  ['+49 (0)30 23125 001', '+493023125001'],
])('%s is one number however it is written', (written, number) => {
  expect(personalNumber(written)).toBe(number);
});

test.each(['anonymous', '', '+266696687', 'tel:anonymous', '12345', 'sip:anna@pbx.example'])(
  '"%s" names nobody',
  (written) => {
    expect(personalNumber(written)).toBeUndefined();
    expect(personalNationalNumber(written, undefined)).toBeUndefined();
  },
);

test('a number that is written without its country is one of the given country, or none', () => {
  expect(nationalNumber('(202) 555-0123', 'US')).toBe('+12025550123');
  expect(nationalNumber('020 7946 0958', 'GB')).toBe('+442079460958');
  expect(nationalNumber('030 23125001', 'DE')).toBe('+493023125001');
  expect(nationalNumber('(202) 555-0123', undefined)).toBeUndefined();
  expect(nationalNumber('(202) 555-0123', 'XX')).toBeUndefined();
  expect(nationalNumber('555', 'US')).toBeUndefined();
});

test('a number of its own country is not taken for one of the given one', () => {
  expect(nationalNumber('+44 20 7946 0958', 'US')).toBe('+442079460958');
});

test('reading a number that was read changes nothing, whatever comes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ().-]{0,20}$/)), (text) => {
      const number = asE164(text);
      expect(number === undefined ? undefined : asE164(number)).toBe(number);
      expect(number ?? '+1234567').toMatch(/^\+[1-9]\d{6,14}$/);
    }),
  );
});
