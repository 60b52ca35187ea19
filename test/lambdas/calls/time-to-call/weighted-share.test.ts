import fc from 'fast-check';
import { type Stratum, weightedShare } from '../../../../lambdas/calls/time-to-call/weighted-share.ts';
import { seededRandom } from '../../../bench/leases/random.ts';

const intervalOf = (...strata: Stratum[]) => {
  const { share, low, high } = weightedShare(strata) ?? { share: Number.NaN, low: Number.NaN, high: Number.NaN };
  return [share, low, high].map((value) => Math.round(value * 1e4) / 1e4);
};

test.each([
  // Wilson's interval, as textbooks have it.
  [8, 10, [0.8, 0.4902, 0.9433]],
  [0, 10, [0, 0, 0.2775]],
  [10, 10, [1, 0.7225, 1]],
  [81, 263, [0.308, 0.2553, 0.3662]],
])('%i of %i', (holds, sampled, interval) => {
  expect(intervalOf({ weight: 7, holds, sampled })).toEqual(interval);
});

test('a part counts by its weight, however large its sample is', () => {
  const clicked = { weight: 30, holds: 500, sampled: 500 };
  const others = { weight: 70, holds: 40, sampled: 50 };
  const [share = 0, low = 0, high = 0] = intervalOf(clicked, others);
  expect(share).toBeCloseTo(0.3 + 0.7 * 0.8, 4);
  expect(low).toBeGreaterThan(0.75);
  expect(high).toBeLessThan(0.94);
});

test('what was not sampled says nothing, unless it does not count', () => {
  const sampled = { weight: 1, holds: 3, sampled: 4 };
  expect(weightedShare([])).toBeUndefined();
  expect(weightedShare([sampled, { weight: 1, holds: 0, sampled: 0 }])).toBeUndefined();
  expect(weightedShare([{ ...sampled, weight: 0 }])).toBeUndefined();
  expect(weightedShare([sampled, { weight: 0, holds: 0, sampled: 0 }])?.share).toBe(0.75);
});

test('95 of 100 intervals hold the true share', () => {
  const draw = seededRandom(17);
  const parts = [
    { weight: 0.4, share: 0.99, sampled: 80 },
    { weight: 0.6, share: 0.85, sampled: 60 },
  ];
  const truth = 0.4 * 0.99 + 0.6 * 0.85;
  const rounds = 4000;
  let held = 0;
  for (let round = 0; round < rounds; round++) {
    const estimate = weightedShare(
      parts.map(({ weight, share, sampled }) => ({
        weight,
        sampled,
        holds: Array.from({ length: sampled }, draw).filter((value) => value < share).length,
      })),
    );
    if (estimate && estimate.low <= truth && truth <= estimate.high) held += 1;
  }
  expect(held / rounds).toBeGreaterThan(0.93);
  expect(held / rounds).toBeLessThan(0.975);
});

test('the share lies in its interval, and both between 0 and 1', () => {
  const stratum = fc
    .record({ weight: fc.double({ min: 0.01, max: 100, noNaN: true }), sampled: fc.integer({ min: 1, max: 2000 }) })
    .chain((one) => fc.integer({ min: 0, max: one.sampled }).map((holds) => ({ ...one, holds })));
  fc.assert(
    fc.property(fc.array(stratum, { minLength: 1, maxLength: 4 }), (strata) => {
      const { share, low, high } = weightedShare(strata) ?? { share: -1, low: -1, high: -1 };
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(share + 1e-12);
      expect(share).toBeLessThanOrEqual(high + 1e-12);
      expect(high).toBeLessThanOrEqual(1);
    }),
  );
});
