import { leaseForAccuracyInFullPool } from '../../../../lambdas/capacity/sizing/lease-for-accuracy.ts';
import { afterActivity, meanHeld } from '../../../../lambdas/capacity/sizing/lease-held.ts';
import { publishedLaw } from '../../../../lambdas/capacity/sizing/time-to-call.ts';

test.each([
  // Between 240 s and 90 s; of a minute, between the whole and its last third.
  [1200, 165],
  [60, 40],
])('a lease of %i s outlives the last activity by %i s', (lease, seconds) => {
  expect(afterActivity(lease)).toBe(seconds);
});

test('a number is held for the lease time at least, and hardly longer when that is long', () => {
  expect(meanHeld(60)).toBeGreaterThan(60);
  expect(meanHeld(86_400) - 86_400).toBeLessThan(1);
});

test('no lease is shorter than a pool may have it, however little accuracy is wanted', () => {
  expect(leaseForAccuracyInFullPool(publishedLaw, 0.001)).toBe(60);
});
