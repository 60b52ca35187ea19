import fc from 'fast-check';
import {
  logNormalBelow,
  meanExcess,
  normalBelow,
  quantiles,
} from '../../../../lambdas/capacity/sizing/normal-distribution.ts';

test.each([
  [0, 0.5],
  [1, 0.841_344_75],
  [1.959_964, 0.975],
  [-1.281_552, 0.1],
  [-3, 0.001_349_9],
])('below %d lie %d', (z, share) => {
  expect(normalBelow(z)).toBeCloseTo(share, 6);
});

test('half of the times lie below the median', () => {
  expect(logNormalBelow({ median: 300, sigma: 1 }, 300)).toBeCloseTo(0.5, 6);
  expect(logNormalBelow({ median: 300, sigma: 1 }, 0)).toBe(0);
});

test('the mean excess is what many such times exceed by', () => {
  const law = { median: 120, sigma: 1.2 };
  const times = quantiles(law, 20_000);
  for (const over of [60, 600, 1200]) {
    const mean = times.reduce((sum, time) => sum + Math.max(0, time - over), 0) / times.length;
    expect(meanExcess(law, over) / mean).toBeCloseTo(1, 1);
  }
  expect(meanExcess(law, -10)).toBeCloseTo(meanExcess(law, 0) + 10, 6);
});

test('quantiles rise, and halve at the median', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (half) => {
      const times = quantiles({ median: 120, sigma: 1.2 }, 2 * half);
      expect(times.filter((time) => time < 120)).toHaveLength(half);
      expect(times).toEqual(times.toSorted((left, right) => left - right));
    }),
  );
});
