import * as fc from 'fast-check';
import { addDays, calendarOf, daysBetween } from '../../../lambdas/journal/days.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Africa/Cairo',
];
const time = fc.integer({ min: Date.parse('2015-01-01'), max: Date.parse('2035-01-01') });

test('a moment is in the day that has begun, and not in the next', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), time, (zone, at) => {
      const { dayOf, startOf } = calendarOf(zone);
      const day = dayOf(at);
      expect(startOf(day)).toBeLessThanOrEqual(at);
      expect(startOf(addDays(day, 1))).toBeGreaterThan(at);
    }),
  );
});

test.each([
  ['Europe/Berlin', '2026-11-20', '2026-11-19T23:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
  // The clocks go forward at midnight: the day begins at one o'clock.
  ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
  ['America/New_York', '2026-07-04', '2026-07-04T04:00:00.000Z'],
  ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00.000Z'],
])('in %s the day %s begins at %s', (zone, day, begins) => {
  expect(new Date(calendarOf(zone).startOf(day)).toISOString()).toBe(begins);
});

test('days are counted with both ends', () => {
  expect(daysBetween('2026-02-28', '2026-03-01')).toBe(2);
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
});
