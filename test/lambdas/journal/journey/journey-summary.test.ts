import fc from 'fast-check';
import { summarizeJourney } from '../../../../lambdas/journal/journey/journey-summary.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const call = Date.parse('2026-11-20T14:00:00Z');
const summary = (visits: readonly number[], calls: readonly number[] = [], isWithdrawn = false) =>
  summarizeJourney({ call, visits, calls, isWithdrawn });

test.each([
  ['the only visit, minutes before', [call - 2 * minute], [], 'at-once'],
  ['in the very second', [call + 400], [], 'at-once'],
  ['just within half an hour', [call - 30 * minute], [], 'at-once'],
  ['a little longer', [call - 30 * minute - 1000], [], 'informed-first'],
  ['the second visit', [call - day, call - minute], [], 'informed-first'],
  ['one who had called before', [call - minute], [call - day], 'informed-first'],
  ['who calls again later', [call - minute], [call + day], 'at-once'],
  ['no visit', [], [call - day], 'unknown'],
  ['a visit after the call', [call + 2 * minute], [], 'unknown'],
] as const)('%s', (_, visits, calls, how) => {
  expect(summary(visits, calls).how).toBe(how);
});

test('it says what it counts', () => {
  expect(summary([call - 1.5 * day, call + day, call - 90_000], [call - day])).toEqual({
    how: 'informed-first',
    sentence:
      'Informed first: 2 visits and 1 call before the call; the first visit was 1 d 12 h before the call, the last one 1 min 30 s.',
    visitsBefore: 2,
    callsBefore: 1,
    firstVisitAt: new Date(call - 1.5 * day).toISOString(),
    daysBefore: 1.5,
    secondsSinceShown: 90,
  });
  expect(summary([call - 2 * 60 * minute]).sentence).toBe(
    'Informed first: 1 visit before the call; the visit was 2 h before the call.',
  );
  expect(summary([], [], true).sentence).toContain('withdrawn');
});

test('what came after the call changes nothing, in whatever order it is told', () => {
  const before = fc.array(fc.integer({ min: call - 90 * day, max: call - 1000 }), { maxLength: 5 });
  const after = fc.array(fc.integer({ min: call + 1000, max: call + 90 * day }), { maxLength: 5 });
  fc.assert(
    fc.property(before, after, before, after, (visits, later, calls, laterCalls) => {
      const all = [...later, ...visits.toReversed()];
      expect(summary(all, [...laterCalls, ...calls])).toEqual(summary(visits, calls));
      const { daysBefore = 0, secondsSinceShown = 0 } = summary(visits, calls);
      expect(Math.min(daysBefore, secondsSinceShown)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('who was sent a mail, and made no visit that is known', () => {
  const mails = [call - 3 * day, call - 3 * 60 * minute, call + day];
  expect(summarizeJourney({ call, visits: [], mails, calls: [], isWithdrawn: false })).toEqual({
    how: 'at-once',
    sentence: 'Called from the mail, 3 h after it was sent: no visit before the call is known.',
    visitsBefore: 0,
    callsBefore: 0,
    mailsBefore: 2,
    secondsSinceShown: 3 * 60 * 60,
  });
  expect(summarizeJourney({ call, visits: [], mails, calls: [call - day], isWithdrawn: false })).toMatchObject({
    how: 'informed-first',
    sentence: expect.stringContaining('1 call, but no visit, before the call is known'),
  });
  const visits = [call - 2 * minute];
  expect(summarizeJourney({ call, visits, mails, calls: [], isWithdrawn: false })).toMatchObject({
    how: 'at-once',
    sentence: expect.stringContaining('after the only visit'),
    mailsBefore: 2,
  });
});
