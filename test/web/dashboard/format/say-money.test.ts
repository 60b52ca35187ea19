import { sayMoney } from '../../../../web/dashboard/format/say-money.ts';

test('amounts have the digits of their currency', () => {
  expect(sayMoney({ amount: '1290.50', currency: 'USD' })).toBe('$1,290.50');
  expect(sayMoney({ amount: '1300', currency: 'JPY' })).toBe('¥1,300');
  expect(sayMoney({ amount: '1.5', currency: 'KWD' })).toMatch(/1\.500/);
});

test('what is no currency is shown as it came', () => {
  expect(sayMoney({ amount: '5', currency: '?' })).toBe('5 ?');
});
