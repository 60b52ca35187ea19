import type { FieldExplanation } from '../../../../lambdas/calls/conditions/explain-conditions.ts';
import { reasonOf } from '../../../../lambdas/calls/conditions/verdict-reason.ts';

const reason = (more: Partial<FieldExplanation>, count = 1) => {
  const field: FieldExplanation = { field: 'talkSeconds', wanted: 5, verdict: 'does-not-fit', ...more };
  return reasonOf({ group: 'all', verdict: field.verdict, conditions: Array(count).fill(field) });
};

test.each<[Partial<FieldExplanation>, string]>([
  [{ actual: { amount: '9.50', currency: 'EUR' }, wanted: { gt: '10' } }, 'is 9.50 EUR (asked for: more than 10)'],
  [{ actual: ['a', 'b'], wanted: [] }, 'is a or b (asked for: none)'],
  [{ actual: 12.3456789, wanted: { gte: 30 } }, 'is 12.346 (asked for: at least 30)'],
  [{ actual: true, wanted: false }, 'is yes (asked for: no)'],
  [{ wanted: { gte: 1, lt: 3 } }, 'is none (asked for: at least 1 and less than 3)'],
  [{ actual: 'monday 09:00', wanted: [{}], asked: 'all days' }, 'is monday 09:00 (asked for: all days)'],
])('%j: %s', (more, words) => {
  expect(reason(more)).toBe(`It does not fit: talk seconds ${words}.`);
});

test('a sentence names three, and is no longer than it may be', () => {
  expect(reason({ actual: 4 }, 3)).not.toContain('more');
  expect(reason({ actual: 4 }, 5)).toMatch(/, and 2 more\.$/);
  expect(reason({ actual: 'x'.repeat(1000) })).toHaveLength(300);
});
