import { routesSettings } from '../../../../lambdas/calls/routing/route-settings.ts';
import { holidays } from '../../../../lambdas/settings/sites/holiday-settings.ts';
import { holidayOn } from '../../../../lambdas/settings/sites/holidays.ts';

const to = { forwardTo: ['+12025550151'] };

test.each<[string, object, string]>([
  ['two ways', { name: 'a', ...to, reject: true }, 'must name one of'],
  ['no way and no words', { name: 'a', when: { source: 'google' } }, 'must say where calls go'],
  ['ringing without phones', { name: 'a', reject: true, ring: 'together' }, 'must be given with'],
  ['a condition that is none', { name: 'a', when: { moon: 'full' }, ...to }, 'moon'],
  ['no hour', { name: 'a', when: { hours: { from: '9:00', to: '18:00' } }, ...to }, 'like 09:00'],
  ['25 hours', { name: 'a', when: { hours: { from: '09:00', to: '25:00' } }, ...to }, 'at most 24:00'],
  [
    'an hour of no length',
    { name: 'a', when: { hours: { from: '09:00', to: '09:00' } }, ...to },
    'from 00:00 to 24:00',
  ],
  [
    'a zone that is none',
    { name: 'a', when: { hours: { from: '09:00', to: '10:00', timeZone: 'Berlin' } }, ...to },
    'IANA',
  ],
  ['bounds without room', { name: 'a', when: { share: { gte: 50, lt: 50 } }, ...to }, 'room'],
  ['a place that is none', { name: 'a', whisper: 'From {city}' }, '{source}'],
  ['too many phones', { name: 'a', forwardTo: Array(11).fill('+12025550151') }, '10'],
])('%s is refused', (_, route, words) => {
  const { success, error } = routesSettings.safeParse([route]);
  expect(success).toBe(false);
  expect(JSON.stringify(error?.issues)).toContain(words);
});

test('each has a name of its own', () => {
  expect(
    routesSettings.safeParse([
      { name: 'a', ...to },
      { name: 'a', reject: true },
    ]).error?.issues,
  ).toMatchObject([{ path: [1, 'name'] }]);
});

test.each(['2026-02-29', '02-30', '13-01', '1-1', '2026-1-1', 'christmas', '2026-12-24T00:00:00Z'])(
  'the day %s there is not',
  (date) => {
    expect(holidays.safeParse([{ date }]).success).toBe(false);
  },
);

test('days may be one, several, of one year or each', () => {
  const all = holidays.parse([
    { date: '12-31', until: '01-01', name: 'New Year' },
    { date: '2026-12-28', until: '2026-12-29' },
    { date: '02-29' },
  ]);
  const on = (day: string) => holidayOn(all, day) !== undefined;
  expect(['2026-12-31', '2027-01-01', '2026-12-28', '2026-12-29', '2028-02-29'].every(on)).toBe(true);
  expect(['2026-12-30', '2027-01-02', '2027-12-28', '2026-12-27', '2027-03-01'].some(on)).toBe(false);
  expect(holidays.safeParse([{ date: '2026-12-31', until: '01-01' }]).success).toBe(false);
  expect(holidays.safeParse([{ date: '2026-12-31', until: '2026-12-30' }]).success).toBe(false);
});
