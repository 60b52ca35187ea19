import { hoursTable } from '../../../../../lambdas/recipients/call-link/page/hours-table.ts';
import { openingHoursOf } from '../../../../../lambdas/recipients/call-link/page/opening-hours-of-site.ts';
import { openingState } from '../../../../../lambdas/recipients/call-link/page/opening-state.ts';
import { pageLocale } from '../../../../../lambdas/recipients/call-link/page/page-locale.ts';
import type { HourSpan } from '../../../../../lambdas/settings/opening-hours/hour-span.ts';
import { openingAt } from '../../../../../lambdas/settings/opening-hours/opening.ts';

const now = Date.parse('2026-12-02T10:00:00Z');
const week: readonly HourSpan[] = [
  { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '13:00', to: '18:30' },
  { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '09:00', to: '12:00' },
  { days: ['saturday'], from: '10:00', to: '14:00' },
];

test('days with the same hours stand together, in the words of the language', () => {
  expect(hoursTable(week, false, pageLocale('de-DE'), now)).toEqual([
    { days: 'Montag – Freitag', hours: '09:00 – 12:00, 13:00 – 18:30' },
    { days: 'Samstag', hours: '10:00 – 14:00' },
    { days: 'Sonntag', hours: 'geschlossen' },
  ]);
  expect(hoursTable(week, true, pageLocale('en-US'), now).map(({ hours }) => hours.replaceAll('\u202f', ' '))).toEqual([
    '9:00 AM – 12:00 PM, 1:00 PM – 6:30 PM',
    '10:00 AM – 2:00 PM',
    'closed',
    'closed',
  ]);
});

test('hours of each day, around the clock, and of another time zone', () => {
  expect(hoursTable([{ from: '00:00', to: '24:00' }], true, pageLocale('en-GB'), now)).toEqual([
    { days: 'Every day', hours: 'around the clock' },
    { days: 'Holidays', hours: 'around the clock' },
  ]);
  expect(hoursTable([{ from: '22:00', to: '06:00', timeZone: 'Asia/Tokyo' }], false, pageLocale('pl'), now)).toEqual([
    { days: 'Codziennie', hours: '22:00 – 06:00 (Japonia (czas standardowy))' },
  ]);
});

const state = (now: string, language: string) => {
  const calendar = { timeZone: 'Europe/Berlin', holidays: [{ date: '12-24', until: '01-06' }] };
  const time = Date.parse(now);
  return openingState(openingAt(week, calendar, time), calendar, time, pageLocale(language)).replaceAll('\u202f', ' ');
};

test.each([
  ['2026-12-02T10:00:00+01:00', 'en-GB', 'Open now, until 12:00'],
  ['2026-12-02T12:30:00+01:00', 'de', 'Jetzt geschlossen, öffnet 13:00'],
  ['2026-12-05T15:00:00+01:00', 'en-US', 'Closed now, opens Monday 9:00 AM'],
  ['2026-12-24T10:00:00+01:00', 'en-GB', 'Closed now, opens Thursday 7 January 09:00'],
])('%s in %s: %s', (now, language, expected) => {
  expect(state(now, language)).toBe(expected);
});

test('hours are those of the page, else of routes that ask for hours alone and lead to people', () => {
  const [weekdays] = week;
  const routes = [
    { name: 'VIP', when: { callerList: 'vip', hours: { from: '00:00', to: '24:00' } }, forwardTo: ['+493023125900'] },
    { name: 'Open', when: { hours: week }, queue: 'arn' },
    { name: 'Night', when: { hours: { from: '22:00', to: '06:00' } }, forwardTo: ['+493023125901'] },
    { name: 'Lunch', when: { hours: { from: '12:00', to: '13:00' } }, reject: true },
    'what a newer version knows',
  ];
  expect(openingHoursOf({ routes })).toEqual([...week, { from: '22:00', to: '06:00' }]);
  expect(openingHoursOf({ routes, callPage: { hours: [weekdays] } })).toEqual([weekdays]);
  expect(openingHoursOf({ routes: { of: 'a newer version' } })).toEqual([]);
  expect(openingHoursOf({})).toEqual([]);
});
