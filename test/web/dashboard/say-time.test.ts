import { saySpan } from '../../../web/dashboard/say-time.ts';

test.each([
  [-5000, '0 s'],
  [0, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [7_200_000, '2 h'],
  [365 * 86_400_000, '365 d'],
])('%d ms is %s', (ms, said) => {
  expect(saySpan(ms)).toBe(said);
});
