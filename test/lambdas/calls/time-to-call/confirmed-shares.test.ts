import fc from 'fast-check';
import { bySpan, confirmedShares, spanOf } from '../../../../lambdas/calls/time-to-call/confirmed-shares.ts';
import { bins } from '../../../../lambdas/calls/time-to-call/curve.ts';
import { learnPool } from '../../../../lambdas/calls/time-to-call/learn-pool.ts';
import { seededRandom } from '../../../bench/leases/random.ts';
import { callsOf, now } from './evidence.ts';

const counts = fc.array(fc.float({ min: 0, max: 1000, noNaN: true }), {
  minLength: bins.length,
  maxLength: bins.length,
});

test('shares lie between never and always, and grow with what is confirmed', () => {
  fc.assert(
    fc.property(counts, counts, (known, others) => {
      const all = known.map((count, bin) => count + (others[bin] ?? 0));
      const shares = confirmedShares(known, all);
      const more = confirmedShares(
        known.map((count, bin) => count + (others[bin] ?? 0) / 2),
        all,
      );
      for (const [bin, share] of shares.entries()) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(0.95);
        expect(more[bin]).toBeGreaterThanOrEqual(share - 1e-9);
      }
    }),
  );
});

test('where calls are confirmed more often is told by spans of time, nothing of no calls', () => {
  const known = bins.map((_, bin) => (spanOf(bin) === 0 ? 400 : 1));
  const all = bins.map(() => 500);
  const shares = confirmedShares(known, all);
  expect(shares[0]).toBeCloseTo(0.79, 1);
  expect(shares.at(-1)).toBeLessThan(0.05);
  expect(bySpan(all)[0]).toBe(2000);
  expect(confirmedShares([], [])).toEqual(bins.map(() => 0));
});

test('that strangers are never confirmed does not make them seem fewer', () => {
  const random = seededRandom(4);
  const visitors = callsOf({ median: 300, sigma: 1 }, 800, 0.3);
  const strangers = Array.from({ length: 140 }, (_, index) => {
    const [one] = callsOf({ median: 24_000 * random(), sigma: 0.1 }, 1, 0, index);
    return { ...one!, call: `stranger-${index}` };
  });
  const { unrelatedShare, confirmedShare } = learnPool([...visitors, ...strangers], now);
  expect(unrelatedShare.first).toBeGreaterThan(0.1);
  expect(unrelatedShare.first).toBeLessThan(0.2);
  expect(confirmedShare[10]).toBeCloseTo(0.3, 1);
});
