import fc from 'fast-check';
import { busiestHour } from '../../../../lambdas/capacity/sizing/busiest-hour.ts';

const hour = 3_600_000;
const week = 168 * hour;
/** A Monday. */
const monday = Date.UTC(2026, 10, 16);

test('is the one with the most visits', () => {
  const hours = [
    { at: monday + 9 * hour, visits: 40 },
    { at: monday + 34 * hour, visits: 55 },
    { at: monday + 11 * hour, visits: 50 },
  ];
  expect(busiestHour(hours)).toEqual({ weekday: 2, hour: 10, visits: 55, weeks: 1 });
});

test('the same hour of several weeks counts as their mean, also where a week has no line for it', () => {
  const hours = [
    { at: monday + 9 * hour, visits: 90 },
    { at: monday + 20 * hour, visits: 50 },
    { at: monday + week + 20 * hour, visits: 60 },
    { at: monday + week + 30 * hour, visits: 5 },
  ];
  expect(busiestHour(hours)).toEqual({ weekday: 1, hour: 20, visits: 55, weeks: 2 });
});

test('no hours have none', () => {
  expect(busiestHour([])).toBeUndefined();
});

test('within one week it is the maximum, whatever the order', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 167 }), { minLength: 1 }),
      fc.infiniteStream(fc.nat(1000)),
      (places, counts) => {
        const hours = places.map((place) => ({ at: monday + place * hour, visits: Number(counts.next().value) }));
        expect(busiestHour(hours)).toMatchObject({ visits: Math.max(...hours.map(({ visits }) => visits)), weeks: 1 });
      },
    ),
  );
});
