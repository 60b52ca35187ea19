import fc from 'fast-check';
import { publishedLaw, tenureFor } from '../../../../lambdas/capacity/sizing/time-to-call.ts';

test.each([
  [15, 0.818],
  [20, 0.869],
  [30, 0.914],
  [45, 0.937],
  [60, 0.946],
  [120, 0.957],
  [180, 0.961],
])('within %i min have called %d', (minutes, share) => {
  expect(Math.abs(publishedLaw(minutes * 60) - share)).toBeLessThan(0.001);
});

test('between the first and the seventh day call 1.6 of 100', () => {
  const day = 86_400;
  expect(publishedLaw(7 * day) - publishedLaw(day)).toBeCloseTo(0.016, 3);
});

test('rises from nobody to everybody, and its inverse goes back', () => {
  expect(publishedLaw(0)).toBe(0);
  expect(publishedLaw(60 * 86_400)).toBeCloseTo(1, 3);
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (share) => {
      const seconds = tenureFor(publishedLaw, share);
      expect(publishedLaw(seconds)).toBeCloseTo(share, 6);
      expect(publishedLaw(seconds + 60)).toBeGreaterThan(share);
    }),
  );
});
