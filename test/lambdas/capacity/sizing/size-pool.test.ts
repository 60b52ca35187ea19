import fc from 'fast-check';
import { mostNumbers, refusedShare } from '../../../../lambdas/capacity/sizing/erlang-b.ts';
import {
  leaseForAccuracy,
  leaseForAccuracyInFullPool,
} from '../../../../lambdas/capacity/sizing/lease-for-accuracy.ts';
import { meanHeld } from '../../../../lambdas/capacity/sizing/lease-held.ts';
import { offeredLoad, predictPool } from '../../../../lambdas/capacity/sizing/predict-pool.ts';
import { numbersFor, sizePool } from '../../../../lambdas/capacity/sizing/size-pool.ts';
import { publishedLaw, tenureFor } from '../../../../lambdas/capacity/sizing/time-to-call.ts';

const leaseSeconds = 1200;
const calledWithin = publishedLaw;

/** Traffic that offers this load. */
const offering = (load: number) => ({ leaseSeconds, arrivalsPerHour: (load * 3600) / meanHeld(leaseSeconds) });

/** Numbers for a coverage of 80, 85, 90, 95 and 99 %. */
test.each([
  [2, [4, 4, 4, 5, 7]],
  [5, [6, 7, 8, 9, 11]],
  [10, [11, 12, 13, 15, 18]],
  [20, [19, 21, 23, 26, 30]],
  [50, [44, 47, 51, 56, 64]],
  [100, [84, 90, 97, 105, 117]],
  [200, [164, 175, 188, 202, 221]],
  [500, [404, 431, 458, 489, 527]],
  [1000, [804, 856, 909, 966, 1029]],
])('a load of %i takes %j numbers, as the reference says', (load, numbers) => {
  expect([0.8, 0.85, 0.9, 0.95, 0.99].map((coverage) => numbersFor(offering(load), coverage))).toEqual(numbers);
});

const targets = fc.record({
  coverage: fc.double({ min: 0.05, max: 0.999, noNaN: true }),
  accuracy: fc.double({ min: 0.05, max: 0.97, noNaN: true }),
});
const arrivals = fc.double({ min: 0.1, max: 800, noNaN: true });

test('the size reaches both targets, and is the greater of what each of them takes', () => {
  fc.assert(
    fc.property(arrivals, targets, (arrivalsPerHour, wanted) => {
      const traffic = { arrivalsPerHour, leaseSeconds, calledWithin };
      const size = sizePool(traffic, wanted);
      expect(size.predicted.coverage).toBeGreaterThanOrEqual(wanted.coverage - 1e-12);
      expect(size.predicted.accuracy).toBeGreaterThanOrEqual(wanted.accuracy);
      expect(size.numbers).toBe(Math.max(size.numbersForCoverage, size.numbersForAccuracy));
      const accepted = (count: number) => (arrivalsPerHour / 3600) * (1 - refusedShare(count, offeredLoad(traffic)));
      const enough = size.numbersForAccuracy;
      expect(enough).toBeGreaterThanOrEqual(accepted(enough) * tenureFor(calledWithin, wanted.accuracy) * (1 - 1e-9));
      expect(size.fewestByPrediction).toBeGreaterThanOrEqual(size.numbersForCoverage);
      expect(size.fewestByPrediction).toBeLessThanOrEqual(size.numbers);
      expect(predictPool(traffic, size.fewestByPrediction).accuracy).toBeGreaterThanOrEqual(wanted.accuracy);
    }),
    { numRuns: 50 },
  );
});

test('400 visits an hour, 20 min, coverage 85 %, accuracy 90 %', () => {
  const size = sizePool({ arrivalsPerHour: 400, leaseSeconds, calledWithin }, { coverage: 0.85, accuracy: 0.9 });
  expect(size).toMatchObject({ numbersForCoverage: 121, numbersForAccuracy: 172, numbers: 172 });
  expect(size.offeredLoad).toBeCloseTo(136.7, 1);
});

test('the lease that an accuracy takes reaches it, and one that is a little shorter does not', () => {
  fc.assert(
    fc.property(
      arrivals,
      fc.integer({ min: 1, max: 300 }),
      fc.double({ min: 0.9, max: 0.97, noNaN: true }),
      (arrivalsPerHour, numbers, wanted) => {
        const demand = { arrivalsPerHour, calledWithin };
        const lease = leaseForAccuracy(demand, numbers, wanted);
        const accuracyWith = (seconds: number) => predictPool({ ...demand, leaseSeconds: seconds }, numbers).accuracy;
        expect(accuracyWith(lease)).toBeGreaterThanOrEqual(wanted);
        const shorter = lease > 60 ? accuracyWith(lease * 0.97) : 0;
        expect(shorter).toBeLessThan(wanted + 0.001);
      },
    ),
    { numRuns: 30 },
  );
});

test('a lease that gives the accuracy in a full pool gives it in every other', () => {
  expect(leaseForAccuracyInFullPool(calledWithin, 0.914) / 60).toBeCloseTo(30, 0);
  for (const numbers of [1, 20, 100, 400]) {
    const lease = leaseForAccuracyInFullPool(calledWithin, 0.92);
    expect(
      predictPool({ arrivalsPerHour: 400, leaseSeconds: lease, calledWithin }, numbers).accuracy,
    ).toBeGreaterThanOrEqual(0.92);
  }
});

test.each([
  ['more visits than there are', { arrivalsPerHour: 9e15, leaseSeconds: 1200 }, { coverage: 0.9, accuracy: 0.9 }],
  ['a lease that no setting allows', { arrivalsPerHour: 100, leaseSeconds: 9e15 }, { coverage: 0.9, accuracy: 0.9 }],
  ['an accuracy that no pool reaches', { arrivalsPerHour: 100, leaseSeconds: 1200 }, { coverage: 0.9, accuracy: 2 }],
  ['a coverage that no pool reaches', { arrivalsPerHour: 100, leaseSeconds: 1200 }, { coverage: 2, accuracy: 0.9 }],
])('%s: a million numbers stand for as many or more', (_what, traffic, targets) => {
  expect(sizePool({ ...traffic, calledWithin }, targets).numbers).toBe(mostNumbers);
});
