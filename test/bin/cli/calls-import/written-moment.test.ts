import { isMomentForm, writtenMoment, writtenSeconds } from '../../../../bin/cli/calls-import/written-moment.ts';

test.each<[string, string | undefined, string | undefined]>([
  ['2026-01-31 14:30:05', undefined, '2026-01-31T13:30:05.000Z'],
  ['2026-01-31T14:30:05Z', undefined, '2026-01-31T14:30:05.000Z'],
  ['1769866205', undefined, '2026-01-31T13:30:05.000Z'],
  ['1769866205123', undefined, '2026-01-31T13:30:05.123Z'],
  ['31.01.2026', undefined, undefined],
  ['31.01.2026 14:30', 'DD.MM.YYYY HH:mm', '2026-01-31T13:30:00.000Z'],
  ['1/31/2026 2:30:05 PM', 'M/D/YYYY h:mm:ss A', '2026-01-31T13:30:05.000Z'],
  ['1/31/26 12:05:00 am', 'M/D/YY h:mm:ss A', '2026-01-30T23:05:00.000Z'],
  ['1/31/26 13:05:00 pm', 'M/D/YY h:mm:ss A', undefined],
  ['31 Jan 2026', 'D MMM YYYY', '2026-01-30T23:00:00.000Z'],
  ['31 Foo 2026', 'D MMM YYYY', undefined],
  ['31.02.2026 10:00', 'DD.MM.YYYY HH:mm', undefined],
  ['29.03.2026 03:30', 'DD.MM.YYYY HH:mm', '2026-03-29T01:30:00.000Z'],
  ['20260131143005', 'YYYYMMDDHHmmss', '2026-01-31T13:30:05.000Z'],
])('%s by %s', (text, form, told) => {
  expect(writtenMoment(text, form, 'Europe/Berlin')).toBe(told);
});

test.each([
  ['DD.MM.YYYY HH:mm:ss', true],
  ['YYYY-MM-DDTHH:mm:ss', true],
  ['DD.MM', false],
  ['DD.MM.YYYY hh:mm', false],
  ['DD.DD.MM.YYYY', false],
  ['day DD MM YYYY', false],
])('%s is a form: %s', (form, is) => {
  expect(isMomentForm(form)).toBe(is);
});

test.each([
  ['93', 93],
  ['1:33', 93],
  ['0:01:33', 93],
  ['12.5', 12.5],
  ['', undefined],
  ['two minutes', undefined],
  ['-5', undefined],
])('%s lasts', (text, seconds) => {
  expect(writtenSeconds(text)).toBe(seconds);
});
