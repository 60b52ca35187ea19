import fc from 'fast-check';
import { noCounts } from '../../../lambdas/capacity/pool-counters.ts';
import { forecastPool, targetsOf } from '../../../lambdas/capacity/pool-forecast.ts';
import type { PoolLoad } from '../../../lambdas/capacity/pool-load.ts';
import { poolForecast } from '../../../lambdas/capacity/pool-status-answer.ts';
import { publishedLaw } from '../../../lambdas/capacity/sizing/time-to-call.ts';

const busiestAt = Date.UTC(2026, 10, 16, 9);

function load(visits: number, more: Partial<PoolLoad> = {}): PoolLoad {
  return { lastHour: noCounts, busiest: { from: busiestAt, visits }, hours: 168, visits: visits * 50, ...more };
}

const pool = { leaseSeconds: 1200, targets: { coverage: 0.85, accuracy: 0.9 } };
const adviceFor = (size: number, asked: PoolLoad) => forecastPool(pool, size, asked, publishedLaw).advice;

test('says what is predicted for the busiest hour, and what would be needed', () => {
  const lastHour = { ...noCounts, asked: 50, leased: 35, returned: 5, refused: 10, bots: 900, limited: 90 };
  expect(forecastPool(pool, 100, load(400, { lastHour }), publishedLaw)).toMatchObject({
    lastHour: { ...lastHour, coverage: 0.8, showsPerNumber: 0.4 },
    load: {
      hours: 168,
      visits: 20_000,
      busiestHour: '2026-11-16T09:00:00.000Z',
      arrivalsPerHour: 400,
      offeredLoad: 136.714,
    },
    predicted: { coverage: 0.714, accuracy: 0.89 },
    numbersNeeded: { predicted: 153, safe: 172 },
    numbersFor: [
      { coverage: 0.8, numbers: 113 },
      { coverage: 0.9, numbers: 130 },
      { coverage: 0.95, numbers: 141 },
      { coverage: 0.99, numbers: 156 },
    ],
  });
});

test('knows what numbers cost', () => {
  const { numbersFor } = forecastPool(pool, 9, load(400), publishedLaw, { amount: '1.15', currency: 'USD', digits: 2 });
  expect(numbersFor?.[0]).toEqual({ coverage: 0.8, numbers: 113, costPerMonth: { amount: '129.95', currency: 'USD' } });
});

test('without targets, those that are usual', () => {
  expect(targetsOf({ targets: { accuracy: 0.95 } })).toEqual({
    coverage: 0.85,
    accuracy: 0.95,
  });
});

test.each([
  [
    'too small',
    adviceFor(100, load(400, { lastHour: { ...noCounts, asked: 50, leased: 40, refused: 10 } })),
    'Too small: a coverage of 71.4 % and an accuracy of 89 % are predicted in the busiest hour, wanted are 85 % and 90 %. ' +
      'It has 100 and needs 153 numbers. In the last hour 10 of 50 visits got no number of their own. ' +
      'This rests on 20000 visits within a week.',
  ],
  [
    'too small for the accuracy alone',
    adviceFor(140, load(400)),
    'Too small: a coverage of 94.9 % and an accuracy of 89.5 % are predicted in the busiest hour, wanted are 85 % and 90 %. ' +
      'It has 140 and needs 153 numbers. A lease of 22 min would give the accuracy too, at some cost of coverage. ' +
      'This rests on 20000 visits within a week.',
  ],
  [
    'right',
    adviceFor(160, load(400, { hours: 30 })),
    'The size is right: a coverage of 99.5 % and an accuracy of 90.4 % are predicted in the busiest hour. ' +
      'This rests on 20000 visits within 30 hours.',
  ],
  ...[153, 172].map((size) => [
    `right, with ${size} just so`,
    adviceFor(size, load(400)).slice(0, 22),
    'The size is right: a c',
  ]),
  [
    'right, but for a crowd',
    adviceFor(160, load(400, { lastHour: { ...noCounts, asked: 300, leased: 160, refused: 140 } })),
    'Large enough for the busiest hour when visits come evenly, but lately they came at once, or held numbers for longer. ' +
      'In the last hour 140 of 300 visits got no number of their own. This rests on 20000 visits within a week.',
  ],
  [
    'right, but for an office behind one address',
    adviceFor(160, load(400, { lastHour: { ...noCounts, asked: 300, leased: 300, bots: 9000, limited: 16 } })),
    'The size is right: a coverage of 99.5 % and an accuracy of 90.4 % are predicted in the busiest hour. ' +
      'In the last hour 16 pages got no number because their network had had its share of new leases. ' +
      'This rests on 20000 visits within a week.',
  ],
  [
    'right, and a few over the limit are not worth a word',
    adviceFor(160, load(400, { lastHour: { ...noCounts, asked: 300, leased: 300, limited: 15 } })),
    'The size is right: a coverage of 99.5 % and an accuracy of 90.4 % are predicted in the busiest hour. ' +
      'This rests on 20000 visits within a week.',
  ],
  [
    'too large',
    adviceFor(200, load(400)),
    'It could give back 28 of its 200 numbers: 172 are enough for the busiest hour of the week. ' +
      'This rests on 20000 visits within a week.',
  ],
  [
    'perhaps too large',
    adviceFor(200, load(1, { hours: 0, visits: 1 })),
    'Large enough: the busiest hour so far would do without 198 of its 200 numbers, but a whole week has not been counted yet. ' +
      'This rests on 1 visit within less than an hour.',
  ],
  [
    'empty',
    adviceFor(0, load(4)),
    'It has no numbers, so every visit is shown the default number; it needs 3. This rests on 200 visits within a week.',
  ],
  [
    'unknown',
    adviceFor(5, { lastHour: noCounts, busiest: undefined, hours: 0, visits: 0 }),
    'Nobody has asked this pool for a number within a week, so there is nothing to judge its size by.',
  ],
])('advice: %s', (_, advice, sentences) => {
  expect(advice).toBe(sentences);
});

/** They call as others do, only so much later. */
const later = (hours: number) => (seconds: number) => publishedLaw(seconds - hours * 3600);

test.each([
  [2, 'A lease of 3 h would give the accuracy too, at some cost of coverage.'],
  [100, 'A lease of 5 d would give the accuracy too, at some cost of coverage.'],
])('callers who take %i h longer need more numbers, or a longer lease', (hours, sentence) => {
  const asBefore = forecastPool(pool, 200, load(400), publishedLaw);
  const forecast = forecastPool(pool, 200, load(400), later(hours));
  expect(forecast.predicted?.coverage).toBe(asBefore.predicted?.coverage);
  expect(forecast.predicted?.accuracy).toBeLessThan(0.1);
  expect(forecast.numbersNeeded?.predicted).toBeGreaterThan(400 * hours);
  expect(forecast.leaseSecondsForAccuracy).toBeGreaterThan(hours * 3600);
  expect(forecast.advice).toContain(sentence);
});

test('no lease is advised where none gives the accuracy', () => {
  const seldom = (seconds: number) => publishedLaw(seconds) / 2;
  expect(forecastPool(pool, 200, load(400), seldom).advice).not.toContain('A lease of');
});

test('is always of the form that the API tells', () => {
  const counts = fc.record({ leased: fc.nat(500), returned: fc.nat(500), refused: fc.nat(500), bots: fc.nat(500) });
  fc.assert(
    fc.property(fc.nat(300), counts, fc.nat(2000), fc.nat(168), (size, last, visits, hours) => {
      const lastHour = { ...noCounts, ...last, asked: last.leased + last.returned + last.refused };
      const busiest = visits > 0 ? { from: busiestAt, visits } : undefined;
      const forecast = forecastPool(pool, size, { lastHour, busiest, hours, visits }, publishedLaw);
      expect(poolForecast.parse(forecast)).toEqual(forecast);
    }),
    { numRuns: 30 },
  );
});
