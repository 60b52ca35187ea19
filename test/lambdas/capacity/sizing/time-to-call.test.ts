import fc from 'fast-check';
import { calledWithin, tenureFor } from '../../../../lambdas/capacity/sizing/time-to-call.ts';

test.each([
  [15, 0.818],
  [20, 0.869],
  [30, 0.914],
  [45, 0.937],
  [60, 0.946],
  [120, 0.957],
  [180, 0.961],
])('within %i min have called %d', (minutes, share) => {
  expect(Math.abs(calledWithin(minutes * 60) - share)).toBeLessThan(0.001);
});

test('between the first and the seventh day call 1.6 of 100', () => {
  const day = 86_400;
  expect(calledWithin(7 * day) - calledWithin(day)).toBeCloseTo(0.016, 3);
});

test('rises from nobody to everybody, and its inverse goes back', () => {
  expect(calledWithin(0)).toBe(0);
  expect(calledWithin(60 * 86_400)).toBeCloseTo(1, 3);
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (share) => {
      const seconds = tenureFor(share);
      expect(calledWithin(seconds)).toBeCloseTo(share, 6);
      expect(calledWithin(seconds + 60)).toBeGreaterThan(share);
    }),
  );
});
