import type { Explanation } from '../../../../lambdas/calls/conditions/explain-conditions.ts';
import { treeText } from '../../../../lambdas/calls/conditions/explanation-text.ts';

const field = (more: object): Explanation => ({ field: 'source', wanted: 'google', verdict: 'fits', ...more });

test.each([
  [{ actual: 'google' }, 'yes  source is google; wanted google'],
  [{ actual: null, verdict: 'does-not-fit' }, 'no   source is none; wanted google'],
  [{ actual: undefined, verdict: 'unknown' }, '?    source is not known; wanted google'],
  [{ actual: ['a', 'b'], wanted: ['a', 'c*'] }, 'yes  source is a, b; wanted a or c*'],
  [{ actual: 0.123456, wanted: { gt: 0.1, lte: 2 } }, 'yes  source is 0.123; wanted more than 0.1 and at most 2'],
  [{ actual: 7, wanted: { lt: 8, gte: 7 } }, 'yes  source is 7; wanted at least 7 and less than 8'],
  [{ actual: { amount: '9.50', currency: 'EUR' }, wanted: { gte: '9' } }, 'yes  source is 9.50 EUR; wanted at least 9'],
  [{ actual: true, wanted: true }, 'yes  source is true; wanted true'],
  [{ actual: 'monday 09:00', wanted: [{}], asked: 'all days' }, 'yes  source is monday 09:00; wanted all days'],
])('%j is told as "%s"', (more, line) => {
  expect(treeText(field(more))).toEqual([line]);
});

test('groups hold what is in them, a step further in', () => {
  const inner = field({ actual: 'google' });
  const not: Explanation = { group: 'not', verdict: 'does-not-fit', conditions: [inner] };
  const any: Explanation = { group: 'any', verdict: 'fits', conditions: [inner, not] };
  expect(treeText({ group: 'all', verdict: 'fits', conditions: [any] })).toEqual([
    'yes  all of',
    'yes    any of',
    'yes      source is google; wanted google',
    'no       not all of',
    'yes        source is google; wanted google',
  ]);
  expect(treeText({ group: 'all', verdict: 'fits', conditions: [] })).toEqual(['yes  no conditions: every call']);
});
