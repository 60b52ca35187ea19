import fc from 'fast-check';
import type { Match } from '../../../../lambdas/calls/match/match.ts';
import { type LeftOfMatch, whyMatchIsKept } from '../../../../lambdas/settle/rematch/why-match-is-kept.ts';
import { annasMatch } from '../../conversions/facts.ts';

const anna = annasMatch();
const none: Match = { ...anna, method: 'none', confidence: 0, visit: null, candidates: [] };
const ofBen: Match = { ...anna, visit: anna.visit && { ...anna.visit, id: 'v-ben', visitor: 'ben' } };
const there: LeftOfMatch = { visit: { visit: anna.visit?.id } as LeftOfMatch['visit'], hasPool: true };
const gone: LeftOfMatch = { visit: undefined, hasPool: true };

test('what is known now counts, as long as all that it was made of is there', () => {
  expect(whyMatchIsKept(anna, ofBen, there)).toBeUndefined();
  expect(whyMatchIsKept(anna, none, there)).toBeUndefined();
  expect(whyMatchIsKept(none, anna, gone)).toBeUndefined();
});

test('a match whose visit is gone stays, unless a memory keeps the visit', () => {
  expect(whyMatchIsKept(anna, none, gone)).toBe('Its visits are kept no more.');
  expect(whyMatchIsKept(anna, ofBen, gone)).toBe('Its visits are kept no more.');
  const remembered: Match = { ...anna, method: 'caller-memory' };
  expect(whyMatchIsKept(remembered, none, gone)).toBeUndefined();
});

test('a match of who has withdrawn stays as it was, and so does one whose pool is gone', () => {
  expect(whyMatchIsKept(anna, none, { visit: 'withdrawn', hasPool: true })).toContain('withdrawn consent');
  expect(whyMatchIsKept(anna, ofBen, { ...there, hasPool: false })).toContain('pool');
  const nowhere: Match = { ...none, pool: undefined };
  expect(whyMatchIsKept(nowhere, anna, { ...gone, hasPool: false })).toBeUndefined();
});

test('a visitor is never lost because a visit was deleted', () => {
  const methods = fc.constantFrom<Match['method']>('click', 'lease', 'phone-code');
  const visits = fc.constantFrom<LeftOfMatch['visit']>(undefined, 'withdrawn');
  fc.assert(
    fc.property(methods, visits, fc.boolean(), (method, visit, hasPool) => {
      expect(whyMatchIsKept({ ...anna, method }, none, { visit, hasPool })).toBeDefined();
    }),
  );
});
