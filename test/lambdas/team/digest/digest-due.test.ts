import fc from 'fast-check';
import { dueDigest } from '../../../../lambdas/team/digest/digest-due.ts';

const berlin = (at: string, time: string, sentDay?: string, wantedSince?: string) =>
  dueDigest(
    {
      at,
      timeZone: 'Europe/Berlin',
      sentDay,
      wantedSince: wantedSince === undefined ? undefined : Date.parse(wantedSince),
    },
    Date.parse(time),
  );

test('it is due from its time on by the clocks of the site, for the day before', () => {
  expect(berlin('08:00', '2026-11-20T06:59:59Z')).toBeUndefined();
  expect(berlin('08:00', '2026-11-20T07:00:00Z')).toEqual({
    day: '2026-11-20',
    first: '2026-11-19',
    last: '2026-11-19',
  });
  expect(berlin('00:00', '2026-11-19T23:00:00Z')).toMatchObject({ day: '2026-11-20' });
});

test('there is one for a day', () => {
  expect(berlin('08:00', '2026-11-20T20:00:00Z', '2026-11-20')).toBeUndefined();
  expect(berlin('08:00', '2026-11-21T06:30:00Z', '2026-11-20')).toBeUndefined();
  expect(berlin('08:00', '2026-11-21T07:30:00Z', '2026-11-20')).toMatchObject({
    day: '2026-11-21',
    first: '2026-11-20',
  });
});

test('the first one tells the day on which it was set, and none before, whatever its time of day', () => {
  for (const setAt of ['2026-11-19T23:00:00Z', '2026-11-20T06:59:00Z', '2026-11-20T22:59:00Z']) {
    expect(berlin('08:00', '2026-11-20T22:59:59Z', undefined, setAt)).toBeUndefined();
    expect(berlin('08:00', '2026-11-21T06:59:59Z', undefined, setAt)).toBeUndefined();
    expect(berlin('08:00', '2026-11-21T07:00:00Z', undefined, setAt)).toEqual({
      day: '2026-11-21',
      first: '2026-11-20',
      last: '2026-11-20',
    });
  }
  expect(berlin('08:00', '2026-11-23T09:00:00Z', undefined, '2026-11-20T09:00:00Z')).toMatchObject({
    first: '2026-11-20',
    last: '2026-11-22',
  });
  expect(berlin('08:00', '2026-11-23T09:00:00Z', '2026-11-22', '2026-11-20T09:00:00Z')).toMatchObject({
    first: '2026-11-22',
  });
});

test('days without one are made up for, a week at most', () => {
  expect(berlin('08:00', '2026-11-20T09:00:00Z', '2026-11-17')).toMatchObject({
    first: '2026-11-17',
    last: '2026-11-19',
  });
  expect(berlin('08:00', '2026-11-20T09:00:00Z', '2026-01-01')).toMatchObject({
    first: '2026-11-13',
    last: '2026-11-19',
  });
});

test('a time that clocks leave out comes with the next one, and one that they show twice counts once', () => {
  expect(berlin('02:30', '2026-03-29T00:59:00Z')).toBeUndefined(); // 01:59, then it is 03:00
  expect(berlin('02:30', '2026-03-29T01:00:00Z')).toMatchObject({ day: '2026-03-29' });
  expect(berlin('02:30', '2026-10-25T00:30:00Z')).toMatchObject({ day: '2026-10-25' }); // the first 02:30
  expect(berlin('02:30', '2026-10-25T01:30:00Z', '2026-10-25')).toBeUndefined(); // the second
});

test('whatever the time zone and the time, looking every half hour around each change of clocks tells each day once', () => {
  const zones = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Asia/Kathmandu',
  );
  const at = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 55 }));
  const two = (value: number) => String(value).padStart(2, '0');
  fc.assert(
    fc.property(zones, at, fc.integer({ min: 0, max: 299 }), (timeZone, [hour, minute], offset) => {
      const told: string[] = [];
      let sentDay: string | undefined;
      const start = Date.parse('2026-03-01T00:00:00Z') + offset * 1000;
      for (const days of [
        [5, 10],
        [26, 31],
        [236, 246],
      ] as const) {
        sentDay = undefined;
        const first = told.length;
        for (let time = start + days[0] * 86_400_000; time < start + days[1] * 86_400_000; time += 1_800_000) {
          const due = dueDigest({ at: `${two(hour)}:${two(minute)}`, timeZone, sentDay, wantedSince: undefined }, time);
          if (due === undefined) continue;
          expect(due.first <= due.last && due.last < due.day).toBe(true);
          for (let day = due.first; day <= due.last; day = next(day)) told.push(day);
          sentDay = due.day;
        }
        const part = told.slice(first);
        expect(part).toEqual([...new Set(part)].sort());
        for (let index = 1; index < part.length; index++) expect(part[index]).toBe(next(part[index - 1]!));
      }
    }),
    { numRuns: 10 },
  );
});

function next(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
