import { untilOf } from '../../../../bin/cli/email/until.ts';

const now = Date.parse('2026-11-30T14:00:00Z');
const iso = (text: string, timeZone = 'UTC') => {
  const at = untilOf(text, now, timeZone);
  return at && new Date(at).toISOString();
};

test.each([
  ['30d', '2026-12-30T14:00:00.000Z'],
  ['12h', '2026-12-01T02:00:00.000Z'],
  ['2026-11-30', '2026-11-30T23:59:59.000Z'],
  ['2027-01-31', '2027-01-31T23:59:59.000Z'],
  ['2027-01-31T10:00:00Z', '2027-01-31T10:00:00.000Z'],
  ['2026-12-31T23:00:00+01:00', '2026-12-31T22:00:00.000Z'],
])('%s is a time, a day until its end', (text, expected) => {
  expect(iso(text)).toBe(expected);
});

test.each([
  '2026-11-29',
  '2027-02-31',
  '2027-02-29',
  '2027-02-31T10:00:00Z',
  '2027-01-31T10:00:00',
  '0d',
  'soon',
  '31.01.2027',
  '2027-13-01',
  '',
  '2026-11-30T13:00:00Z',
])('%j is none', (text) => {
  expect(iso(text)).toBeUndefined();
});

test.each([
  ['2026-12-31', 'Europe/Berlin', '2026-12-31T22:59:59.000Z'],
  ['2027-07-31', 'Europe/Berlin', '2027-07-31T21:59:59.000Z'],
  ['2026-12-31', 'America/New_York', '2027-01-01T04:59:59.000Z'],
  // Its clocks are put forward at midnight.
  ['2027-09-04', 'America/Santiago', '2027-09-05T03:59:59.000Z'],
  ['2026-11-30', 'Pacific/Auckland', undefined],
  ['2026-11-29', 'Etc/GMT+12', undefined],
])('%s ends by the clocks of %s', (text, timeZone, expected) => {
  expect(iso(text, timeZone)).toBe(expected);
});
