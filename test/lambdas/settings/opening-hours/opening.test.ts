import fc from 'fast-check';
import { type HourSpan, isWithin } from '../../../../lambdas/settings/opening-hours/hour-span.ts';
import { openingAt } from '../../../../lambdas/settings/opening-hours/opening.ts';

const berlin = { timeZone: 'Europe/Berlin', holidays: [{ date: '12-25', until: '12-26', name: 'Christmas' }] };
const shop: readonly HourSpan[] = [
  { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '09:00', to: '18:00' },
  { days: ['saturday'], from: '10:00', to: '14:00' },
];
const at = (text: string) => Date.parse(text);

test.each([
  ['on a working day', '2026-12-02T12:34:56+01:00', true, '2026-12-02T18:00:00+01:00'],
  ['before it opens', '2026-12-02T08:59:59.999+01:00', false, '2026-12-02T09:00:00+01:00'],
  ['in its last minute', '2026-12-02T17:59:59+01:00', true, '2026-12-02T18:00:00+01:00'],
  ['as it closes', '2026-12-02T18:00:00+01:00', false, '2026-12-03T09:00:00+01:00'],
  ['over a weekend', '2026-12-05T14:00:00+01:00', false, '2026-12-07T09:00:00+01:00'],
  ['over holidays', '2026-12-24T18:00:00+01:00', false, '2026-12-28T09:00:00+01:00'],
  ['in the night that is an hour shorter', '2026-03-28T15:00:00+01:00', false, '2026-03-30T09:00:00+02:00'],
])('%s', (_, now, isOpen, changesAt) => {
  expect(openingAt(shop, berlin, at(now))).toEqual({ isOpen, changesAt: at(changesAt) });
});

test('what is always open is found so by a look at the clock each half hour, however many spans say it', () => {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
  const always = days.map((day): HourSpan => ({ days: [day], from: '00:00', to: '24:00' }));
  const looks = jest.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
  expect(openingAt(always, berlin, at('2026-12-26T12:34:56+01:00'))).toEqual({
    isOpen: false,
    changesAt: at('2026-12-27T00:00:00+01:00'),
  });
  expect(openingAt(always, { timeZone: 'Europe/Berlin' }, at('2026-12-02T12:34:56+01:00'))).toEqual({ isOpen: true });
  const [halfHours, midnights] = [31 * 48, 31];
  expect(looks.mock.calls.length).toBeLessThan(halfHours + midnights + 100);
  looks.mockRestore();
});

test('hours that go on after midnight end there, and what is always open never changes', () => {
  const night: HourSpan = { days: ['friday'], from: '22:00', to: '02:00' };
  expect(openingAt([night], berlin, at('2026-12-04T23:30:00+01:00'))).toEqual({
    isOpen: true,
    changesAt: at('2026-12-05T02:00:00+01:00'),
  });
  expect(openingAt([{ from: '00:00', to: '24:00' }], berlin, at('2026-12-04T23:30:00+01:00'))).toEqual({
    isOpen: true,
  });
});

test('hours that meet are one', () => {
  const halves: readonly HourSpan[] = [
    { from: '08:00', to: '12:00' },
    { from: '12:00', to: '16:15' },
  ];
  expect(openingAt(halves, berlin, at('2026-12-02T09:00:00+01:00')).changesAt).toBe(at('2026-12-02T16:15:00+01:00'));
});

test('of no hours, and in a time zone that nobody knows, nobody is there', () => {
  expect(openingAt([], berlin, at('2026-12-02T09:00:00Z'))).toEqual({ isOpen: false });
  expect(openingAt(shop, { timeZone: 'Mars/Olympus' }, at('2026-12-02T09:00:00Z'))).toEqual({ isOpen: false });
});

test('until it changes it stays, and then it is the other way round, whatever clocks do', () => {
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => [hour, minute].map((part) => String(part).padStart(2, '0')).join(':'));
  const span = fc
    .record({ from: clock, to: clock, days: fc.option(fc.subarray(['monday', 'sunday', 'holiday'])) })
    .filter(({ from, to }) => from !== to)
    .map(({ days, ...times }) => ({ ...times, ...(days && { days }) }) as HourSpan);
  const zones = fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kathmandu');
  const time = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
  fc.assert(
    fc.property(fc.array(span, { minLength: 1, maxLength: 2 }), zones, time, (spans, timeZone, now) => {
      const calendar = { ...berlin, timeZone };
      const isOpenAt = (moment: number) => spans.some((one) => isWithin(one, moment, calendar) === true);
      const { isOpen, changesAt } = openingAt(spans, calendar, now);
      expect(isOpen).toBe(isOpenAt(now));
      const end = changesAt ?? now + 86_400_000;
      for (let moment = now; moment < end; moment += 600_000) expect(isOpenAt(moment)).toBe(isOpen);
      const around = changesAt === undefined ? [isOpen, !isOpen] : [isOpenAt(changesAt - 1), isOpenAt(changesAt)];
      expect(around).toEqual([isOpen, !isOpen]);
    }),
    { numRuns: 60 },
  );
});
