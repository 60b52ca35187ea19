import fc from 'fast-check';
import {
  binOf,
  bins,
  calledWithin,
  curveOfWeights,
  density,
  startingCurve,
  timeUntil,
} from '../../../../lambdas/calls/time-to-call/curve.ts';
import { publishedLaw } from '../../../../lambdas/capacity/sizing/time-to-call.ts';

const minute = 60;
const hour = 3600;
const day = 24 * hour;

const seconds = fc.oneof(fc.integer({ min: 0, max: 100 * day }), fc.double({ min: 0, max: 2 * hour, noNaN: true }));
const curves = fc
  .array(fc.integer({ min: 0, max: 1000 }), { minLength: bins.length, maxLength: bins.length })
  .map(curveOfWeights);

test('the starting curve is the published one', () => {
  for (const time of [30, minute, 5 * minute, 30 * minute, hour, 4 * hour, day, 7 * day, 30 * day]) {
    expect(calledWithin(startingCurve, time)).toBeCloseTo(publishedLaw(time), 2);
  }
  expect(timeUntil(startingCurve, 0.914) / minute).toBeCloseTo(30, 0);
});

test('bins follow one another, and each time lies in its own', () => {
  expect(bins[0]?.from).toBe(0);
  for (const [index, { from, to }] of bins.entries()) {
    expect(to).toBeGreaterThan(from);
    expect(bins[index + 1]?.from ?? to).toBe(to);
    expect([binOf(from), binOf((from + to) / 2)]).toEqual([index, index]);
  }
  expect(bins.at(-1)?.to).toBeGreaterThan(60 * day);
  expect(binOf(Number.MAX_SAFE_INTEGER)).toBe(bins.length - 1);
});

test('all calls come some time, none before the number was shown, and more with time', () => {
  fc.assert(
    fc.property(curves, seconds, seconds, (curve, one, other) => {
      expect(curve.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(calledWithin(curve, 0)).toBe(0);
      expect(calledWithin(curve, 100 * day)).toBeCloseTo(1, 9);
      const [early, late] = [Math.min(one, other), Math.max(one, other)];
      expect(calledWithin(curve, late)).toBeGreaterThanOrEqual(calledWithin(curve, early) - 1e-12);
    }),
  );
});

test('the density is how fast the share grows', () => {
  fc.assert(
    fc.property(curves, fc.integer({ min: 1, max: 60 * day }), (curve, time) => {
      const step = time * 1e-6;
      fc.pre(binOf(time - step) === binOf(time + step));
      const grown = calledWithin(curve, time + step) - calledWithin(curve, time - step);
      expect(density(curve, time) * 2 * step).toBeCloseTo(grown, 9);
    }),
  );
});

test('the time until a share is reached is the inverse', () => {
  fc.assert(
    fc.property(curves, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (curve, share) => {
      expect(calledWithin(curve, timeUntil(curve, share))).toBeCloseTo(share, 9);
    }),
  );
});

test('a curve of nothing is the starting one', () => {
  expect(curveOfWeights([])).toBe(startingCurve);
  expect(timeUntil({ shares: [] }, 0.5)).toBe(bins.at(-1)?.to);
});

test('nobody calls before, nor beyond all bins', () => {
  expect(calledWithin(startingCurve, -5)).toBe(0);
  expect(density(startingCurve, -5)).toBe(density(startingCurve, 0));
  expect(density(startingCurve, 1000 * day)).toBe(0);
});
