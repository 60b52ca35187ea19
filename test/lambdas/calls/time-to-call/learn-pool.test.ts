import fc from 'fast-check';
import { bins, calledWithin, startingCurve, timeUntil } from '../../../../lambdas/calls/time-to-call/curve.ts';
import { learnPool } from '../../../../lambdas/calls/time-to-call/learn-pool.ts';
import { startingKnowledge } from '../../../../lambdas/calls/time-to-call/pool-knowledge.ts';
import { quantiles } from '../../../../lambdas/capacity/sizing/normal-distribution.ts';
import { seededRandom } from '../../../bench/leases/random.ts';
import { callsOf, now } from './evidence.ts';
import { playEvidence } from './played-evidence.ts';

const minute = 60;
const hour = 60 * minute;

test('of a pool without calls the published curve is taken for true', () => {
  const { curve, curveWithoutClick, ...rest } = learnPool([], now);
  for (const time of [minute, 5 * minute, hour, 24 * hour]) {
    expect(calledWithin(curve, time)).toBeCloseTo(calledWithin(startingCurve, time), 1);
    expect(calledWithin(curveWithoutClick, time)).toBeCloseTo(calledWithin(startingCurve, time), 1);
  }
  const { curve: _, curveWithoutClick: __, ...expected } = startingKnowledge;
  expect(rest).toEqual({
    ...expected,
    confirmedShare: bins.map(() => 0),
    rightByClick: expect.closeTo(expected.rightByClick),
    spacingSeconds: undefined,
  });
});

test.each([
  ['two hours', { median: 2 * hour, sigma: 0.8 }],
  ['forty seconds', { median: 40, sigma: 0.9 }],
  ['a quarter of an hour', { median: 15 * minute, sigma: 1.2 }],
])('confirmed calls teach that callers take %s', (_name, law) => {
  const { curve, confirmed, calls } = learnPool(callsOf(law, 700, 0.8), now);
  expect(confirmed).toBeGreaterThan(400);
  expect(calls).toBe(700);
  expect(Math.abs(Math.log2(timeUntil(curve, 0.5) / law.median))).toBeLessThan(0.4);
});

test('codes of visitors who were shown the number before its last holders teach as well', () => {
  const random = seededRandom(2);
  const calls = quantiles({ median: 2 * hour, sigma: 0.3 }, 300).map((age, index) => {
    const newest = random() * 5 * minute;
    return {
      call: `call-${index}`,
      startedAt: now - index * minute * 1000,
      ages: Array.from({ length: 8 }, (_, holder) => Math.round(newest + holder * 5 * minute)),
      caller: 'first' as const,
      ...(index % 2 === 0 && { confirmed: { by: 'phone-code' as const, holder: null, age: Math.round(age) } }),
    };
  });
  const { curve, unrelatedShare } = learnPool(calls, now);
  expect(calledWithin(curve, hour)).toBeLessThan(0.2);
  expect(calledWithin(curve, 6 * hour)).toBeGreaterThan(0.8);
  expect(unrelatedShare.first).toBeLessThan(0.3);
});

test('of who calls again, codes do not tell how soon visitors call: they may have saved the number', () => {
  const first = callsOf({ median: 300, sigma: 1 }, 200, 0.9);
  const again = first.map((one) => ({
    ...one,
    call: `again-${one.call}`,
    caller: 'again' as const,
    confirmed: { by: 'phone-code' as const, holder: null, age: 40 * 24 * hour },
  }));
  expect(timeUntil(learnPool([...first, ...again], now).curve, 0.5)).toBeLessThan(2 * 300);
});

test('calls that nothing confirms teach as well, where numbers change hands more slowly than people call', () => {
  const { curve, confirmed } = learnPool(callsOf({ median: minute, sigma: 0.8 }, 1500, 0), now);
  expect(confirmed).toBe(0);
  expect(timeUntil(curve, 0.5)).toBeLessThan(100);
});

test('how often numbers are shown is learnt', () => {
  expect(learnPool(callsOf({ median: 300, sigma: 1 }, 300, 0.5), now).spacingSeconds).toBeCloseTo(2400, -2);
});

test('calls at any time, as of people who were never shown the number, raise their share', () => {
  const callers = callsOf({ median: 2 * minute, sigma: 0.7 }, 600, 0.3);
  const strangers = callsOf({ median: 2 * minute, sigma: 0.7 }, 300, 0, 7).map((one, index) => ({
    ...one,
    call: `stranger-${index}`,
    ages: one.ages.map((age) => age + 8 * index),
  }));
  const [few, many] = [learnPool(callers, now), learnPool([...callers, ...strangers], now)];
  expect(many.unrelatedShare.first).toBeGreaterThan(few.unrelatedShare.first + 0.08);
});

test.each([
  ['two hours', 2 * hour, 0.9],
  ['four minutes', 4 * minute, 1],
])('where visitors call after %s, few callers are strangers, and few are taken for some', (_, median, sigma) => {
  const random = seededRandom(3);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const play = {
    lease: 1200,
    idle: 1200,
    timeToCall: () => median * Math.exp(sigma * normal()),
    clicks: 0,
    stay: 2 * minute,
    known: 0.1,
    unrelated: 0.08,
    calls: 3000,
  };
  const { evidence, unrelatedShare } = playEvidence(play, random);
  expect(Math.abs(learnPool(evidence, now).unrelatedShare.first - unrelatedShare)).toBeLessThan(0.08);
});

test('clicks count for all calls, and not for those without one', () => {
  const clicks = callsOf({ median: 20, sigma: 0.5 }, 400, 1).map((one) => ({
    ...one,
    confirmed: { by: 'click' as const, holder: 0 },
  }));
  const others = callsOf({ median: 20 * minute, sigma: 0.8 }, 400, 0.8, 3).map((one) => ({
    ...one,
    call: `other-${one.call}`,
  }));
  const { curve, curveWithoutClick } = learnPool([...clicks, ...others], now);
  expect(calledWithin(curve, minute)).toBeGreaterThan(0.4);
  expect(calledWithin(curveWithoutClick, minute)).toBeLessThan(0.1);
});

test('who gives no number is like all others, also like those who dial a number that they saved', () => {
  const first = callsOf({ median: 300, sigma: 1 }, 200, 0.9);
  const saved = callsOf({ median: 300, sigma: 1 }, 200, 0, 5).map((one) => ({
    ...one,
    call: `again-${one.call}`,
    caller: 'again' as const,
    confirmed: { by: 'caller-memory' as const, holder: null },
  }));
  const without = learnPool(first, now).unrelatedShare;
  const { first: ofFirst, withheld } = learnPool([...first, ...saved], now).unrelatedShare;
  expect(withheld).toBeGreaterThan(without.withheld + 0.2);
  expect(ofFirst).toBeCloseTo(without.first, 2);
});

test('a click is trusted as far as phone codes bear it out', () => {
  const [one] = callsOf({ median: 60, sigma: 1 }, 1, 0);
  const told = (holder: number | null, index: number) => ({
    ...one!,
    call: `call-${index}`,
    confirmed: { by: 'phone-code' as const, holder: 0 },
    also: { by: 'click' as const, holder },
  });
  const agreed = Array.from({ length: 100 }, (_, index) => told(0, index));
  const denied = agreed.map((_, index) => told(index % 2, index));
  expect(learnPool(agreed, now).rightByClick).toBeGreaterThan(0.99);
  expect(learnPool(denied, now).rightByClick).toBeCloseTo(0.58, 1);
  expect(learnPool(agreed, now).rightByMemory).toBe(startingKnowledge.rightByMemory);
});

test('old calls count for less and less', () => {
  const before = callsOf({ median: 2 * hour, sigma: 0.8 }, 300, 1).map((one) => ({
    ...one,
    startedAt: one.startedAt - 390 * 86_400_000,
  }));
  const since = callsOf({ median: 2 * minute, sigma: 0.8 }, 300, 1).map((one) => ({ ...one, call: `new-${one.call}` }));
  expect(timeUntil(learnPool([...before, ...since], now).curve, 0.5)).toBeLessThan(4 * minute);
  expect(timeUntil(learnPool(before, now).curve, 0.5)).toBeGreaterThan(hour / 2);
});

test('the same calls in any order teach the same', () => {
  const calls = callsOf({ median: 600, sigma: 1 }, 40, 0.5);
  const taught = learnPool(calls, now);
  fc.assert(
    fc.property(fc.shuffledSubarray(calls, { minLength: calls.length }), (order) => {
      expect(learnPool(order, now)).toEqual(taught);
    }),
    { numRuns: 10 },
  );
});
