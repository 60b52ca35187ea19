import { durationInWords } from '../../../../lambdas/calls/match/duration-in-words.ts';

test.each([
  [0, '0 s'],
  [-5, '0 s'],
  [59_999, '59 s'],
  [130_000, '2 min 10 s'],
  [120_000, '2 min'],
  [3_600_000 + 5_000, '1 h'],
  [26 * 3_600_000, '1 d 2 h'],
])('%d ms is %s', (ms, words) => {
  expect(durationInWords(ms)).toBe(words);
});
