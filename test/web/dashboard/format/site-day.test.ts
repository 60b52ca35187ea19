import { addDays, dayOf, isDay } from '../../../../web/dashboard/format/site-day.ts';

test('a moment falls on different days in different zones', () => {
  const at = Date.parse('2026-05-03T23:30:00Z');
  expect(dayOf(at, 'America/New_York')).toBe('2026-05-03');
  expect(dayOf(at, 'Europe/Berlin')).toBe('2026-05-04');
});

test('days are counted over months and leap days', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
});

test.each([
  ['2026-05-03', true],
  ['2026-02-30', false],
  ['2026-13-01', false],
  ['yesterday', false],
  ['', false],
])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});
