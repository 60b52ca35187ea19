import fc from 'fast-check';
import { writtenAmount, writtenTime } from '../../../../bin/cli/orders-import/written-values.ts';

test.each([
  ['1299.50', '.', '1299.50'],
  ['1,299.50', '.', '1299.50'],
  ['1.299,50', ',', '1299.50'],
  ['1 299,50 €', ',', '1299.50'],
  ['$ 12', '.', '12'],
  ['1’299.50', '.', '1299.50'],
  ['-3,00', ',', '-3.00'],
  ['1,5', '.', undefined],
  ['1.299.50', '.', undefined],
  ['12,34,567', '.', undefined],
  ['1.5', ',', undefined],
  ['free', '.', undefined],
  ['', '.', undefined],
] as const)('"%s" with cents after "%s" is %s', (text, decimal, expected) => {
  expect(writtenAmount(text, decimal)).toBe(expected);
});

test.each([
  ['2026-01-31', 'UTC', '2026-01-31T00:00:00.000Z'],
  ['2026-01-31', 'Europe/Berlin', '2026-01-30T23:00:00.000Z'],
  ['2026-07-31 12:00', 'Europe/Berlin', '2026-07-31T10:00:00.000Z'],
  ['2026-07-31T12:00:05', 'America/New_York', '2026-07-31T16:00:05.000Z'],
  ['2026-01-31T12:00:00+02:00', 'Europe/Berlin', '2026-01-31T10:00:00.000Z'],
  ['2026-01-31T12:00:00Z', 'Europe/Berlin', '2026-01-31T12:00:00.000Z'],
  // The night in which clocks go back: 2:30 comes twice, the first time in summer time.
  ['2026-10-25 02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25 03:30', 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
  ['2026-03-29 03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['31.01.2026', 'UTC', undefined],
  ['2026-13-01', 'UTC', undefined],
  ['soon', 'UTC', undefined],
])('%s in %s is %s', (text, timeZone, expected) => {
  expect(writtenTime(text, timeZone)).toBe(expected);
});

test('clocks of any zone show again what was read', () => {
  const zone = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  );
  const time = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(time, zone, (at, timeZone) => {
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
      const text = shown.format(at);
      const read = writtenTime(text, timeZone);
      expect(shown.format(Date.parse(read!))).toBe(text);
    }),
  );
});
