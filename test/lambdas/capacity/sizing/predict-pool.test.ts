import fc from 'fast-check';
import { meanHeld } from '../../../../lambdas/capacity/sizing/lease-held.ts';
import { offeredLoad, predictPool } from '../../../../lambdas/capacity/sizing/predict-pool.ts';
import { publishedLaw } from '../../../../lambdas/capacity/sizing/time-to-call.ts';

/** The simulation carried a lease on for two minutes after the last activity. */
const grace = 120;

/** Numbers, lease (min), load; then coverage, accuracy, share called within the tenure, accuracy of any free number, tenure (min). */
const table = [
  [10, 20, 0.4, 0.9939, 0.9398, 0.9409, 0.9328, 50.3],
  [10, 20, 0.9, 0.8224, 0.9098, 0.905, 0.9098, 27.0],
  [25, 15, 0.6, 0.9923, 0.9042, 0.898, 0.8969, 25.2],
  [50, 20, 0.3, 1.0, 0.9487, 0.9479, 0.9391, 66.7],
  [50, 20, 0.7, 0.9953, 0.916, 0.9104, 0.9128, 28.7],
  [50, 30, 1.0, 0.8906, 0.9276, 0.9223, 0.9276, 33.7],
  [100, 20, 1.5, 0.6406, 0.8894, 0.8748, 0.8894, 20.8],
  [200, 15, 0.8, 0.9986, 0.8757, 0.8595, 0.8732, 18.8],
  [500, 20, 0.9, 0.9965, 0.8975, 0.884, 0.8966, 22.3],
  [1000, 30, 0.5, 1.0, 0.948, 0.9457, 0.9427, 60.0],
  [1000, 20, 2.0, 0.4883, 0.8876, 0.8725, 0.8876, 20.5],
] as const;

test.each(table)(
  '%i numbers, %i min, load %d: as the reference says',
  (numbers, minutes, load, coverage, accuracy, within, ofAny, tenure) => {
    const traffic = {
      arrivalsPerHour: (load * numbers * 60) / minutes,
      leaseSeconds: minutes * 60,
      grace,
      calledWithin: publishedLaw,
    };
    const predicted = predictPool(traffic, numbers);
    expect(Math.abs(predicted.coverage - coverage)).toBeLessThan(0.001);
    expect(Math.abs(predicted.accuracy - accuracy)).toBeLessThan(0.001);
    expect(Math.abs(publishedLaw(predicted.tenureSeconds) - within)).toBeLessThan(0.0005);
    expect(Math.abs(predictPool(traffic, numbers, 'any').accuracy - ofAny)).toBeLessThan(0.001);
    expect(Math.abs(predicted.tenureSeconds / 60 - tenure)).toBeLessThan(0.06);
  },
);

test.each([
  [15, 15.67],
  [20, 20.46],
  [30, 30.25],
])('a lease of %i min is held for %d', (minutes, held) => {
  expect(Math.abs(meanHeld(minutes * 60, grace) / 60 - held)).toBeLessThan(0.04);
});

const traffic = fc.record({
  arrivalsPerHour: fc.double({ min: 0.1, max: 5000, noNaN: true }),
  leaseSeconds: fc.integer({ min: 60, max: 7200 }),
  calledWithin: fc.constant(publishedLaw),
});

test('shares are shares; more numbers never cover less, and never stay with a visitor for a shorter time', () => {
  fc.assert(
    fc.property(traffic, fc.integer({ min: 1, max: 3000 }), (asked, numbers) => {
      const one = predictPool(asked, numbers);
      const more = predictPool(asked, numbers + 1);
      for (const share of [one.coverage, one.accuracy]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      expect(more.coverage).toBeGreaterThanOrEqual(one.coverage);
      expect(more.tenureSeconds).toBeGreaterThanOrEqual(one.tenureSeconds * (1 - 1e-9));
      expect(one.tenureSeconds).toBeGreaterThanOrEqual(meanHeld(asked.leaseSeconds) * (1 - 1e-9));
    }),
  );
});

test('more visits never cover more; a longer lease is more accurate; the longest idle number is no worse than any', () => {
  fc.assert(
    fc.property(traffic, fc.integer({ min: 1, max: 1000 }), (asked, numbers) => {
      const one = predictPool(asked, numbers);
      const busier = predictPool({ ...asked, arrivalsPerHour: asked.arrivalsPerHour * 1.1 }, numbers);
      expect(busier.coverage).toBeLessThanOrEqual(one.coverage + 1e-12);
      const longer = predictPool({ ...asked, leaseSeconds: asked.leaseSeconds * 2 }, numbers);
      expect(longer.accuracy).toBeGreaterThan(one.accuracy - 0.002);
      expect(predictPool(asked, numbers, 'any').accuracy).toBeLessThan(one.accuracy + 0.002);
    }),
  );
});

test('without visits nobody is refused or loses a number', () => {
  const nobody = { arrivalsPerHour: 0, leaseSeconds: 1200, calledWithin: publishedLaw };
  expect(offeredLoad(nobody)).toBe(0);
  expect(predictPool(nobody, 3)).toEqual({
    numbers: 3,
    coverage: 1,
    accuracy: 1,
    tenureSeconds: Number.POSITIVE_INFINITY,
  });
  expect(predictPool({ ...nobody, arrivalsPerHour: 9 }, 0)).toMatchObject({ coverage: 0 });
});
