import { explain } from '../../../../lambdas/calls/conditions/explain-conditions.ts';
import { treeText } from '../../../../lambdas/calls/conditions/explanation-text.ts';
import { timeConditions } from '../../../../lambdas/calls/conditions/time-conditions.ts';
import { reasonOf } from '../../../../lambdas/calls/conditions/verdict-reason.ts';

const startedAt = Date.parse('2026-01-14T10:00:00Z');

/** Of a caller who called so many seconds before; undefined of whom nobody knows. */
function explained(seconds: number | undefined, firstTimeCaller?: boolean) {
  const { repeatWithinDays } = timeConditions;
  const match = { firstTimeCaller, ...(seconds !== undefined && { previousCallAt: startedAt - seconds * 1000 }) };
  return explain({ repeatWithinDays }, { repeatWithinDays: 7 }, { call: { startedAt }, match });
}

test.each([
  [291, 'It fits: repeat within days is 4 minutes 51 seconds.'],
  [7 * 86_400, 'It fits: repeat within days is 7 days.'],
  [7 * 86_400 + 5, 'It does not fit: repeat within days is 7 days 5 seconds (asked for: 7 days).'],
])('a call %d s after the last: %s', (seconds, reason) => {
  expect(reasonOf(explained(seconds, false))).toBe(reason);
});

test('of a first call, and where nobody knows', () => {
  expect(reasonOf(explained(undefined, true))).toBe('It does not fit: repeat within days is none (asked for: 7 days).');
  expect(reasonOf(explained(undefined))).toBe(
    'It cannot be said: nobody knows repeat within days (asked for: 7 days).',
  );
  expect(treeText(explained(300, false))[1]).toBe('yes    repeatWithinDays is 5 minutes; wanted 7 days');
});
