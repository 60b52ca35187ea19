import { logNormalBelow } from '../../../../lambdas/capacity/sizing/normal-distribution.ts';
import { publishedLaw } from '../../../../lambdas/capacity/sizing/time-to-call.ts';
import { timeToCallAnswer } from '../../../../lambdas/journal/pools/time-to-call-answer.ts';
import { type LearntOfCalls, timeToCallReport } from '../../../../lambdas/journal/pools/time-to-call-report.ts';

const nothing: LearntOfCalls = {
  learntFrom: { calls: 0, confirmed: { click: 0, phoneCode: 0, callerMemory: 0 } },
  withoutVisit: 0.08,
  calledWithin: publishedLaw,
  starting: publishedLaw,
  measured: undefined,
};

/** Half of them call within two hours, and hardly any within the first half hour. */
const afterTwoHours = (seconds: number) => logNormalBelow({ median: 7200, sigma: 0.5 }, seconds);
const slow: LearntOfCalls = {
  ...nothing,
  learntFrom: { calls: 540, confirmed: { click: 1, phoneCode: 20, callerMemory: 479 } },
  calledWithin: afterTwoHours,
  measured: { share: 0.42, low: 0.38, high: 0.47, calls: 500 },
};

const pool = { id: 'shop-ads', site: 'shop', leaseSeconds: 1200, targets: { coverage: 0.85, accuracy: 0.9 } };
const busy = { numbers: 20, arrivalsPerHour: 30 };

test('what a pool that no call has taught anything is told', () => {
  const report = timeToCallReport(pool, busy, nothing, undefined);
  expect(timeToCallAnswer.parse(report)).toEqual(report);
  expect(report).toMatchObject({
    pool: 'shop-ads',
    site: 'shop',
    leaseSeconds: 1200,
    withinLease: 0.8692,
    withoutVisit: 0.08,
    learntFrom: nothing.learntFrom,
    accuracy: { forecast: 0.9332 },
    advice: {
      accuracy: 0.9,
      coverage: 1,
      text:
        'The lease of 20 min is long enough: an accuracy of 93.3 % is predicted for the busiest hour, wanted are 90 %. A lease of 1 min would do. ' +
        'No call has taught anything of this pool yet, so it is taken to be as others are.',
    },
  });
  for (const { share, starting } of report.curve) expect(share).toBe(starting);
  expect(report.medianSeconds).toBeGreaterThan(300);
});

test('calls that nothing confirms are not said to be none', () => {
  const learntFrom = { ...nothing.learntFrom, calls: 520 };
  const { advice } = timeToCallReport(pool, busy, { ...slow, learntFrom }, undefined);
  expect(advice.text).toMatch(/ This rests on 520 calls that nothing but the time says anything of: a guess, until /);
  expect(advice.text).not.toContain('as others are');
});

test('a pool whose callers call after two hours is told a lease that waits for them, and what it costs', () => {
  const report = timeToCallReport(pool, busy, slow, undefined);
  expect(timeToCallAnswer.parse(report)).toEqual(report);
  expect(report.medianSeconds).toBe(7200);
  expect(report.accuracy).toMatchObject({ measured: { share: 0.42, calls: 500 } });
  expect(report.accuracy.forecast).toBeLessThan(0.4);
  const { leaseSeconds = 0, coverage = 1, numbers = 0, text } = report.advice;
  expect(leaseSeconds).toBeGreaterThan(7200);
  expect(leaseSeconds).toBeLessThan(6 * 3600);
  expect(coverage).toBeLessThan(0.85);
  expect(numbers).toBeGreaterThan(20);
  expect(text).toMatch(
    /^An accuracy of 90 % needs a lease of 3 h \d+ min: with the present one of 20 min, [\d.]+ % are predicted for the busiest hour\. It has 20 numbers, which would then cover [\d.]+ % of the visits instead of 99.8 %; \d+ would cover 85 %\. This rests on 540 calls, of which 500 are confirmed: 1 by a click, 20 by a phone code, 479 by what is known of the caller\.$/,
  );
});

test('another accuracy than that of the pool', () => {
  const wanted = (accuracy?: number) => timeToCallReport(pool, busy, slow, accuracy).advice;
  expect(wanted(0.95).accuracy).toBe(0.95);
  expect(wanted(0.95).leaseSeconds).toBeGreaterThan(wanted().leaseSeconds ?? 0);
  expect(timeToCallReport({ ...pool, targets: { accuracy: 0.8 } }, busy, slow, undefined).advice.accuracy).toBe(0.8);
  expect(timeToCallReport({ ...pool, targets: undefined }, busy, slow, undefined).advice.accuracy).toBe(0.9);
});

test.each([
  ['nobody has asked it', { numbers: 20, arrivalsPerHour: 0 }],
  ['it has no numbers', { numbers: 0, arrivalsPerHour: 30 }],
])('what is advised while %s', (_, load) => {
  const { accuracy, advice } = timeToCallReport(pool, load, slow, undefined);
  expect(accuracy.forecast).toBeUndefined();
  expect(advice.coverage).toBeUndefined();
  expect(advice.text).toMatch(
    /^However full the pool is, a lease of 3 h 47 min gives an accuracy of 90 %; the present one of 20 min gives 0 % at least\./,
  );
});

test('no lease is said to give what none gives', () => {
  const never = { ...slow, calledWithin: (seconds: number) => 0.7 * afterTwoHours(seconds) };
  for (const load of [busy, { numbers: 20, arrivalsPerHour: 0 }]) {
    const { advice } = timeToCallReport(pool, load, never, 0.99);
    expect(advice.leaseSeconds).toBeUndefined();
    expect(advice.text).toMatch(/^No lease, not even one of a year, gives an accuracy of 99 %: too many call later/);
  }
});
