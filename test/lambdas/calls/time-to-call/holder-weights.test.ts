import fc from 'fast-check';
import { bins, curveOfLaw, curveOfWeights, startingCurve } from '../../../../lambdas/calls/time-to-call/curve.ts';
import {
  chances,
  mostHolders,
  prepare,
  spacingOf,
  weigh,
} from '../../../../lambdas/calls/time-to-call/holder-weights.ts';
import { logNormalBelow } from '../../../../lambdas/capacity/sizing/normal-distribution.ts';
import { seededRandom } from '../../../bench/leases/random.ts';

const ages = fc
  .array(fc.integer({ min: 0, max: 30 * 86_400 }), { minLength: 0, maxLength: mostHolders })
  .map((list) => list.toSorted((a, b) => a - b));
const curves = fc.oneof(
  fc.constant(startingCurve),
  fc.array(fc.integer({ min: 0, max: 100 }), { minLength: bins.length, maxLength: bins.length }).map(curveOfWeights),
);
const shares = fc.double({ min: 0, max: 0.99, noNaN: true });
const spacings = fc.integer({ min: 1, max: 1_000_000 });

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);

test('chances are in sum 1, and none of them is below 0', () => {
  fc.assert(
    fc.property(ages, curves, shares, spacings, (shown, curve, unrelatedShare, spacing) => {
      const { holders, older, unrelated } = chances(weigh(prepare({ ages: shown }, spacing), curve, unrelatedShare));
      expect(sum(holders) + older + unrelated).toBeCloseTo(1, 9);
      for (const one of [...holders, older, unrelated]) expect(one).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('more calls at the age of one holder never make that one less likely', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: bins.length, maxLength: bins.length });
  fc.assert(
    fc.property(
      ages,
      weights,
      fc.nat({ max: mostHolders - 1 }),
      fc.integer({ min: 1, max: 500 }),
      (shown, before, at, more) => {
        fc.pre(at < shown.length);
        const prepared = prepare({ ages: shown }, 2400);
        const chanceBy = (counts: readonly number[]) =>
          chances(weigh(prepared, curveOfWeights(counts), 0.08)).holders[at]!;
        const bin = prepared.holders[at]!.bin;
        const after = before.map((count, index) => (index === bin ? count + more : count));
        expect(chanceBy(after)).toBeGreaterThanOrEqual(chanceBy(before) - 1e-12);
      },
    ),
  );
});

test('the more people call who were never shown the number, the less likely each holder is', () => {
  fc.assert(
    fc.property(ages, curves, shares, shares, (shown, curve, one, other) => {
      const prepared = prepare({ ages: shown }, 2400);
      const [few, many] = [Math.min(one, other), Math.max(one, other)].map((share) =>
        chances(weigh(prepared, curve, share)),
      );
      few!.holders.forEach((chance, index) => expect(many!.holders[index]).toBeLessThanOrEqual(chance + 1e-12));
    }),
  );
});

test('who left early is likelier to call late than who still has the page open, which shows another number', () => {
  const chance = (lastSeen: number) =>
    chances(weigh(prepare({ ages: [60, 1800], lastSeen: [null, lastSeen] }, 2400), startingCurve, 0.08)).holders[1]!;
  expect(chance(1700)).toBeGreaterThan(chance(10));
});

test.each([
  ['minutes', startingCurve],
  ['two hours', curveOfLaw((seconds) => logNormalBelow({ median: 7200, sigma: 0.9 }, seconds))],
  ['a day', curveOfLaw((seconds) => logNormalBelow({ median: 86_400, sigma: 1.2 }, seconds))],
])('where as many strangers call as visitors, both are as likely over all times: they call after %s', (_, curve) => {
  const random = seededRandom(7);
  const [lease, idle] = [1200, 1200];
  let [visitors, strangers] = [0, 0];
  for (let index = 0; index < 20_000; index++) {
    // At any moment between two showings: a longer time between them is met more often.
    const spacing = lease + idle * -Math.log(1 - random());
    const since = random() * spacing;
    const ages = [since];
    while (ages.length < mostHolders) ages.push((ages.at(-1) ?? 0) + lease - idle * Math.log(1 - random()));
    const { holders, older, unrelated } = weigh(
      { ...prepare({ ages }, lease + idle), rate: 1 / (lease + idle) },
      curve,
      0.5,
    );
    visitors += spacing * (sum(holders) + older);
    strangers += spacing * unrelated;
  }
  expect(visitors / strangers).toBeGreaterThan(0.94);
  expect(visitors / strangers).toBeLessThan(1.06);
});

test('only where all holders are looked at, nobody was shown the number before them', () => {
  const eight = Array.from({ length: 8 }, (_, index) => 60 + 600 * index);
  const older = (list: readonly number[]) => weigh(prepare({ ages: list }, 2400), startingCurve, 0.08).older;
  expect(older(eight)).toBeGreaterThan(0);
  expect(older(eight.slice(0, 7))).toBe(0);
});

test('nobody was shown a number before it was in its pool, unless it had been in another one', () => {
  const eight = Array.from({ length: 8 }, (_, index) => 60 + 600 * index);
  const older = (leasedFor?: number) => weigh(prepare({ ages: eight, leasedFor }, 2400), startingCurve, 0.08).older;
  expect(older(4260)).toBe(0);
  expect(older(86_400)).toBeGreaterThan(0);
  expect(older(86_400)).toBeLessThan(older(7 * 86_400));
  expect(older(90 * 86_400)).toBeCloseTo(older(), 9);
  expect(older(600)).toBe(older());
});

test('a number goes to the next visitor as fast as its own last holders tell, or as is usual where they are few', () => {
  const every = (seconds: number, count: number) => ({
    ages: Array.from({ length: count }, (_, index) => 100 + seconds * index),
  });
  expect(spacingOf(every(600, 8), 600)).toBe(600);
  expect(spacingOf(every(600, 8), 2400)).toBeCloseTo(1000, 0);
  expect(spacingOf(every(600, 1), 2400)).toBe(2400);
  expect(spacingOf({ ages: [100], leasedFor: 100_000 }, 2400)).toBeGreaterThan(30_000);
  expect(spacingOf({ ages: [], leasedFor: 0 }, 0)).toBe(1);
});
