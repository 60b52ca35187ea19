import { amountOf } from '../../../../web/dashboard/pools/use-number-price.ts';

test.each([
  ['1.15', 1.15],
  [' 1,15 ', 1.15],
  ['3', 3],
  ['0.0045', 0.0045],
])('%p is a price', (text, amount) => {
  expect(amountOf(text)).toBe(amount);
});

test.each(['', '1.', '-1', 'cheap', '1e3', '1.234,50', '1.23456'])('%p is none', (text) => {
  expect(amountOf(text)).toBeUndefined();
});
