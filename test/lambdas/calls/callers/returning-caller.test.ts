import { memoryChange, memoryWithout } from '../../../../lambdas/calls/callers/returning-caller.ts';
import type { Match, MatchedVisit } from '../../../../lambdas/calls/match/match.ts';
import { rememberedBefore } from '../../../../lambdas/calls/match/match-facts.ts';

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

describe('where the first call was a guess', () => {
  const guess = { ...ours, call: 'a', startedAt: 1000, confidence: 0.6 };
  const other = { ...visit, id: 'other', visitor: 'x' };
  const sure = { call: 'b', startedAt: 2000, visit: other, confidence: 0.98 };
  const both = { ...guess, sure };
  const by = (confidence: number, found: MatchedVisit | null = other) => ({ visit: found, confidence });

  test.each([
    ['a later one that is none is remembered beside it', guess, call, by(0.98), both],
    ['another guess is not', guess, call, by(0.89), undefined],
    ['only the earliest that is none', { ...both, rev: 7 }, { ...call, id: 'c', startedAt: 3000 }, by(0.99), undefined],
    [
      'one that is earlier still takes its place',
      { ...guess, sure: { ...sure, call: 'z', startedAt: 2500 } },
      call,
      by(0.98),
      both,
    ],
    ['what became a guess itself leaves', both, call, by(0.6), guess],
    ['and what turned out to be nobody', both, call, by(0, null), guess],
    [
      'a first one that becomes sure stands alone',
      both,
      { ...call, id: 'a', startedAt: 1000 },
      by(0.95, visit),
      { ...guess, confidence: 0.95 },
    ],
    [
      'where the first one turns out to be nobody, the sure one is first',
      both,
      { ...call, id: 'a', startedAt: 1000 },
      by(0, null),
      sure,
    ],
    [
      'an earlier call that is sure is all that counts',
      both,
      { ...call, id: '0', startedAt: 500 },
      by(0.9),
      { call: '0', startedAt: 500, visit: other, confidence: 0.9 },
    ],
  ])('%s', (_name, known, one, found, memory) => {
    expect(memoryChange(known, one, found)).toEqual(memory && { kind: 'remember', memory });
  });

  test('what is left without a call', () => {
    expect(memoryWithout(both, 'b')).toEqual({ kind: 'remember', memory: guess });
    expect(memoryWithout(guess, 'a')).toEqual({ kind: 'forget' });
    expect(memoryWithout(both, 'c')).toBeUndefined();
  });

  test('each call goes by what was before it', () => {
    const before = (id: string, startedAt: number) => rememberedBefore({ ...both, rev: 3 }, { call: id, startedAt });
    expect(before('a', 1000)).toBeUndefined();
    expect(before('ab', 1500)).toEqual(guess);
    expect(before('b', 2000)).toEqual(guess);
    expect(before('c', 2001)).toEqual(sure);
  });
});

test('a withheld caller leaves no memory', () => {
  expect(memoryChange(undefined, { ...call, caller: { kind: 'withheld' } }, match(visit))).toBeUndefined();
  expect(memoryChange(undefined, { ...call, caller: undefined }, match(visit))).toBeUndefined();
});
