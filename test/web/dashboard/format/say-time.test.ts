import {
  sayDay,
  sayDuration,
  sayLength,
  sayMoment,
  saySpan,
  sayTimeOfDay,
} from '../../../../web/dashboard/format/say-time.ts';

test.each([
  [-5000, '0 s'],
  [0, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [7_200_000, '2 h'],
  [365 * 86_400_000, '365 d'],
])('%d ms are %s', (ms, words) => {
  expect(saySpan(ms)).toBe(words);
});

test.each([
  [-5000, '0 s'],
  [45_000, '45 s'],
  [1_200_000, '20 min'],
  [6_780_000, '1 h 53 min'],
  [86_399_999, '23 h 59 min'],
  [90_000_000, '1 d 1 h'],
])('%d ms take %s', (ms, words) => {
  expect(sayDuration(ms)).toBe(words);
});

test.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [750, '12:30'],
  [3723, '1:02:03'],
  [-3, '0:00'],
])('%d s are %s on a clock', (seconds, clock) => {
  expect(sayLength(seconds)).toBe(clock);
});

test('moments are told in the zone of the site', () => {
  const at = Date.parse('2026-05-03T23:30:05Z');
  expect(sayMoment(at, 'Europe/Berlin')).toContain('May 4, 2026');
  expect(sayTimeOfDay(at, 'Europe/Berlin')).toContain('01:30:05');
  expect(sayDay(at, 'America/New_York')).toContain('May 3, 2026');
});
