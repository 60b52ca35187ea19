import { e164 } from '../../../../lambdas/settings/e164.ts';
import { shownOwnNumber } from '../../../../lambdas/settings/pools/own-number.ts';

test.each([
  ['+12025550100', 'US', '(202) 555-0100'],
  ['+12025550199', 'DE', '+1 202 555 0199'],
  ['+442079460000', 'GB', '020 7946 0000'],
  ['+442079460999', undefined, '+44 20 7946 0999'],
  ['+493023125001', 'DE', '030 23125001'],
  ['+493023125999', 'AT', '+49 30 23125999'],
])('%s on a site of %s is shown as %s', (number, country, display) => {
  expect(shownOwnNumber(e164.parse(number), country)).toEqual({ e164: number, display, href: `tel:${number}` });
});

test.each(['+1202555010', '+120255501000', '+4420794600'])('%s cannot exist', (number) => {
  expect(shownOwnNumber(e164.parse(number), undefined)).toBeUndefined();
});
