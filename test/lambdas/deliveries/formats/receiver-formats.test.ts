import fc from 'fast-check';
import { amountText, readAmount } from '../../../../lambdas/conversions/money.ts';
import { amountNumber, receiverFormats } from '../../../../lambdas/deliveries/formats/receiver-formats.ts';

const at = Date.parse('2026-11-20T14:03:22.987Z');
const [usd, jpy, kwd] = [
  { minor: 12_950, currency: 'USD' },
  { minor: 1300, currency: 'JPY' },
  { minor: 1250, currency: 'KWD' },
];

test.each([
  ['google-data-manager', [129.5, 1300, 1.25], '2026-11-20T14:03:22.987Z'],
  ['google-ads', [129.5, 1300, 1.25], '2026-11-20 14:03:22+00:00'],
  ['meta', [129.5, 1300, 1.25], 1_795_183_402],
  ['microsoft-offline', [129.5, 1300, 1.25], '2026-11-20T14:03:22Z'],
  ['microsoft-uet', [129.5, 1300, 1.25], 1_795_183_402],
  ['ga4', [129.5, 1300, 1.25], 1_795_183_402_987_000],
  ['tiktok', [129.5, 1300, 1.25], 1_795_183_402],
  ['yandex', ['129.50', '1300', '1.250'], 1_795_183_402],
  ['linkedin', ['129.50', '1300', '1.250'], 1_795_183_402_987],
  ['pinterest', ['129.50', '1300', '1.250'], 1_795_183_402],
  ['reddit', [129.5, 1300, 1.25], 1_795_183_402_987],
  ['snap', ['129.50', '1300', '1.250'], 1_795_183_402],
  ['klaviyo', [129.5, 1300, 1.25], '2026-11-20T14:03:22Z'],
  ['hubspot', ['129.50', '1300', '1.250'], '2026-11-20T14:03:22.987Z'],
  ['salesforce', [129.5, 1300, 1.25], '2026-11-20T14:03:22.987Z'],
  ['mailchimp', ['129.50', '1300', '1.250'], '2026-11-20T14:03:22Z'],
  ['amocrm', [130, 1300, 1], 1_795_183_402],
  ['bitrix24', [129.5, 1300, 1.25], '2026-11-20T14:03:22Z'],
  ['webhook', ['129.50', '1300', '1.250'], '2026-11-20T14:03:22.987Z'],
] as const)('%s gets dollars, yen and dinars in its own words, and the time', (receiver, amounts, time) => {
  const format = receiverFormats[receiver];
  expect([usd, jpy, kwd].map((money) => format.amount(money))).toEqual(amounts);
  expect(format.time(at)).toBe(time);
});

test('a number that is written out again is the very amount', () => {
  const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), currency, (minor, currency) => {
      const money = { minor, currency };
      expect(readAmount(JSON.stringify(amountNumber(money)), currency)).toEqual({ money });
      expect(readAmount(amountText(money), currency)).toEqual({ money });
    }),
  );
});
