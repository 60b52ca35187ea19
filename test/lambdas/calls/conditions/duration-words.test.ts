import { durationWords } from '../../../../lambdas/calls/conditions/duration-words.ts';

test.each([
  [0, '0 seconds'],
  [0.4, '0 seconds'],
  [1, '1 second'],
  [291, '4 minutes 51 seconds'],
  [299.9, '5 minutes'],
  [3600, '1 hour'],
  [86_426, '1 day 26 seconds'],
  [86_400 * 2 + 3 * 3600 + 59, '2 days 3 hours'],
  [86_400 * 400, '400 days'],
])('%d s are %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});
