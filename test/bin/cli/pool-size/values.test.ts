import { amountOf, leaseSecondsOf, shareOf, visitsOf } from '../../../../bin/cli/pool-size/values.ts';

test.each([
  ['400', 400],
  ['0.5', 0.5],
  ['1000000', 1e6],
  ['0', undefined],
  ['-4', undefined],
  ['1000001', undefined],
  ['many', undefined],
  ['', undefined],
  ['1e3', undefined],
])('%j are %d visits', (text, visits) => {
  expect(visitsOf(text)).toBe(visits);
});

test.each([
  ['0.85', 0.85],
  ['.85', 0.85],
  ['85%', 0.85],
  ['99.9%', 0.999],
  ['0', undefined],
  ['1', undefined],
  ['100%', undefined],
  ['85', undefined],
  ['high', undefined],
  ['', undefined],
])('%j is a share of %d', (text, share) => {
  expect(shareOf(text)).toBe(share);
});

test.each([
  ['90s', 90],
  ['20m', 1200],
  ['2h', 7200],
  ['365d', 31_536_000],
  ['59s', undefined],
  ['366d', undefined],
  ['20', undefined],
  ['20 m', undefined],
])('%j is a lease of %d s', (text, seconds) => {
  expect(leaseSecondsOf(text)).toBe(seconds);
});

test.each([
  ['1.15', '1.15'],
  ['0', '0'],
  ['1,15', undefined],
  ['1.23456', undefined],
  ['-1', undefined],
])('%j is an amount: %j', (text, amount) => {
  expect(amountOf(text)).toBe(amount);
});
