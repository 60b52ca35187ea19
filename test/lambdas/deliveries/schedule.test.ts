import fc from 'fast-check';
import { schedule, waitAfter } from '../../../lambdas/deliveries/schedule.ts';

test('ten attempts over three days, as Standard Webhooks recommends', () => {
  expect(schedule).toHaveLength(10);
  expect(schedule.reduce((sum, seconds) => sum + seconds, 0)).toBe(75 * 3600 + 35 * 60 + 5);
  expect([1, 2, 9, 10].map((attempts) => waitAfter(attempts, 0))).toEqual([5, 300, 86_400, undefined]);
});

test('a pause that was asked for is kept up to a day, and no wait is longer than Step Functions and the local run can hold', () => {
  expect(waitAfter(1, 0, 90)).toBe(90);
  expect(waitAfter(2, 0, 90)).toBe(300);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(),
      (attempts, jitter, asked) => {
        const seconds = waitAfter(attempts, jitter, asked)!;
        expect(seconds).toBeGreaterThanOrEqual(schedule[attempts]!);
        expect(seconds).toBeLessThan(24 * 86_400);
        expect(Number.isInteger(seconds)).toBe(true);
      },
    ),
  );
});
