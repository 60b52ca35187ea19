import { memoryChange } from '../../../../lambdas/calls/callers/returning-caller.ts';
import type { Match, MatchedVisit } from '../../../../lambdas/calls/match/match.ts';

const visit: MatchedVisit = { id: 'v', visitor: 'w', shownAt: 1, source: 'google', medium: 'cpc' };
const match = (found: MatchedVisit | null) => ({ method: found ? 'lease' : 'none', visit: found }) as Match;
const call = { id: 'b', startedAt: 2000, caller: { kind: 'number', number: '+12025550123' } } as const;
const ours = { call: 'b', startedAt: 2000, visit };

test.each([
  ['the first call with a visitor is remembered', undefined, visit, { kind: 'remember', memory: ours }],
  ['what is remembered stays', ours, visit, undefined],
  ['an earlier call stays', { ...ours, call: 'a', startedAt: 1000 }, visit, undefined],
  [
    'an earlier call that is told late takes over',
    { ...ours, call: 'c', startedAt: 3000 },
    visit,
    { kind: 'remember', memory: ours },
  ],
  ['of two in one second the lower id is first', { ...ours, call: 'a' }, visit, undefined],
  [
    'a corrected visit is followed',
    { ...ours, visit: { ...visit, id: 'old' } },
    visit,
    { kind: 'remember', memory: ours },
  ],
  ['a visitor that turned out wrong is forgotten', ours, null, { kind: 'forget' }],
  ['a call without visitor leaves others alone', { ...ours, call: 'a' }, null, undefined],
])('%s', (_name, known, found, change) => {
  expect(memoryChange(known, call, match(found))).toEqual(change);
});

test('a withheld caller leaves no memory', () => {
  expect(memoryChange(undefined, { ...call, caller: { kind: 'withheld' } }, match(visit))).toBeUndefined();
  expect(memoryChange(undefined, { ...call, caller: undefined }, match(visit))).toBeUndefined();
});
