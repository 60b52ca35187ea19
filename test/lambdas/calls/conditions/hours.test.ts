import fc from 'fast-check';
import { holiday, hours } from '../../../../lambdas/calls/conditions/hours.ts';
import { weekdays } from '../../../../lambdas/settings/opening-hours/local-time.ts';

/** A Wednesday. */
const startedAt = Date.parse('2026-12-09T18:30:00Z');
const at = (time: string | number) => ({ startedAt: new Date(time).getTime() });
const berlin = { call: { startedAt }, timeZone: 'Europe/Berlin' };
const quarter = 15 * 60_000;

test('it says when the phone rang by the clock of the site, and what was asked for', () => {
  const evening = { days: ['wednesday' as const, 'friday' as const], from: '17:00', to: '20:00' };
  expect(hours.judge(evening, berlin)).toEqual({
    actual: 'wednesday 2026-12-09 19:30',
    verdict: 'fits',
    asked: 'wednesday, friday 17:00 to 20:00',
  });
  const inTokyo = { from: '00:00', to: '06:00', timeZone: 'Asia/Tokyo' };
  expect(hours.judge([inTokyo, { from: '08:00', to: '09:00' }], berlin)).toEqual({
    actual: 'thursday 2026-12-10 03:30',
    verdict: 'fits',
    asked: 'all days 00:00 to 06:00 Asia/Tokyo or all days 08:00 to 09:00',
  });
});

test.each([
  [[{ date: '2026-12-09', name: 'Staff party' }], 'wednesday 2026-12-09 19:30 (holiday: Staff party)'],
  [[{ date: '12-09' }], 'wednesday 2026-12-09 19:30 (holiday)'],
])('on %j hours of weekdays do not hold, those of holidays do', (holidays, actual) => {
  const facts = { ...berlin, holidays };
  const of = (...days: ('wednesday' | 'holiday')[]) => hours.judge({ days, from: '00:00', to: '24:00' }, facts);
  expect(of('wednesday')).toMatchObject({ actual, verdict: 'does-not-fit' });
  expect(of('holiday', 'wednesday')).toMatchObject({ actual, verdict: 'fits' });
  expect(holiday.judge(true, facts)).toEqual({ actual: true, verdict: 'fits' });
});

test('where nobody knows the clock, nobody knows whether they hold, unless others do', () => {
  const always = { from: '00:00', to: '24:00' };
  const never = { from: '00:00', to: '00:01' };
  const onMars = { ...always, timeZone: 'Mars/Olympus' };
  expect(hours.judge(always, { call: { startedAt } })).toEqual({
    actual: undefined,
    verdict: 'unknown',
    asked: 'all days 00:00 to 24:00',
  });
  expect(hours.judge([never, onMars], berlin)).toMatchObject({ verdict: 'unknown' });
  expect(hours.judge([onMars, always], berlin)).toMatchObject({ verdict: 'fits' });
  expect(hours.judge(never, berlin)).toMatchObject({ verdict: 'does-not-fit' });
  expect(holiday.judge(false, { call: { startedAt } }).verdict).toBe('unknown');
  expect(holiday.judge(false, berlin).verdict).toBe('fits');
});

test('what goes over midnight belongs to the day on which it began, also in the nights that clocks change', () => {
  const late = { days: ['saturday' as const], from: '22:00', to: '04:00' };
  const verdict = (time: string) => hours.judge(late, { ...berlin, call: at(time) }).verdict;
  // 25 October: at 3 it is 2 again.
  expect(['2026-10-24T20:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T02:59:00Z'].map(verdict)).toEqual(
    Array(3).fill('fits'),
  );
  expect(['2026-10-24T19:59:00Z', '2026-10-25T03:00:00Z', '2026-10-24T00:30:00Z'].map(verdict)).toEqual(
    Array(3).fill('does-not-fit'),
  );
});

const clock = fc.integer({ min: 0, max: 24 * 60 - 1 });
const clockText = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

test('a span holds in so many minutes of a week as it is long, on the days that it names', () => {
  fc.assert(
    fc.property(clock, clock, fc.subarray([...weekdays], { minLength: 1 }), (from, to, days) => {
      fc.pre(from !== to);
      const span = { days, from: clockText(from), to: clockText(to) };
      const week = Array.from({ length: 7 * 24 * 4 }, (_, index) => startedAt + index * quarter);
      const held = week.filter(
        (time) => hours.judge(span, { call: at(time), timeZone: 'UTC' }).verdict === 'fits',
      ).length;
      const length = from < to ? to - from : to + 24 * 60 - from;
      // Asked every quarter of an hour, each day is told to the quarter.
      expect(Math.abs(held * 15 - length * days.length)).toBeLessThan(15 * days.length);
    }),
    { numRuns: 50 },
  );
});

test('of no hours at all none hold, and it is told what time it was', () => {
  expect(hours.judge([], berlin)).toMatchObject({ verdict: 'does-not-fit', actual: 'wednesday 2026-12-09 19:30' });
});
