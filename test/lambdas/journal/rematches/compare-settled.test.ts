import type { StoredCall } from '../../../../lambdas/calls/call-item.ts';
import type { Match } from '../../../../lambdas/calls/match/match.ts';
import { compareSettled } from '../../../../lambdas/journal/rematches/compare-settled.ts';
import { annasMatch } from '../../conversions/facts.ts';
import { someCall, someConversion } from '../../deliveries/delivery-samples.ts';

const anna = annasMatch();
const visit = anna.visit!;
const nobody: Match = { ...anna, method: 'none', confidence: 0, visit: null, source: 'unknown' };
const stored: StoredCall = someCall({ match: anna });
const compared = (
  match: Match,
  more: Partial<StoredCall> = {},
  changed: ReturnType<typeof someConversion>[] = [],
  before: Match = anna,
  keptBecause?: string,
) =>
  compareSettled({
    stored: { ...stored, match: before },
    next: { ...stored, match, ...more, rev: stored.rev + 1 },
    decision: { conversions: changed, changed },
    matched: { memory: undefined, keptBecause },
  });

test.each<[string, Match, Match]>([
  ['visitor-lost', anna, nobody],
  ['visitor-found', nobody, anna],
  ['other-visitor', anna, { ...anna, visit: { ...visit, id: 'v2', visitor: 'ben' } }],
  ['other-visit', anna, { ...anna, method: 'click', visit: { ...visit, id: 'v2' } }],
  ['other-source', anna, { ...anna, campaign: 'winter', confidence: 0.5 }],
  ['other-method', anna, { ...anna, method: 'click', confidence: 0.95 }],
  ['confidence', anna, { ...anna, confidence: 0.5 }],
  ['details', anna, { ...anna, visit: { ...visit, ids: { ga: 'GA1.1.1.1' } }, confidence: 0.89 }],
])('%s, the gravest of what changes', (kind, before, after) => {
  expect(compared(after, {}, [], before)).toMatchObject({ kind, why: after.reason });
});

test('nothing of a call that stays as it is', () => {
  expect(compared(anna)).toBeUndefined();
  const hardlySurer = { confidence: 0.89, reason: 'In other words.', candidates: [] };
  expect(compared({ ...anna, ...hardlySurer })).toBeUndefined();
  expect(compared(anna, { dueAt: 7, matchInputs: 'x' })).toBeUndefined();
});

test('conversions are counted as made, changed and taken back, and go before another confidence', () => {
  const conversions = [
    someConversion({ id: 'new' }),
    someConversion({ id: 'worth more', revision: 3 }),
    someConversion({ id: 'gone', revision: 2, state: 'retired' }),
  ];
  expect(compared({ ...anna, confidence: 0.5 }, {}, conversions)).toMatchObject({
    kind: 'conversions',
    conversions: { made: 1, changed: 1, retracted: 1 },
  });
});

test('what the site makes of it by its present conditions counts last', () => {
  const sums = { conversions: 0, values: [{ minor: 5000, currency: 'EUR' }], tags: ['vip'] };
  expect(compared(anna, { sums })).toMatchObject({
    kind: 'conditions',
    before: { worth: [] },
    after: { worth: [{ amount: '50.00', currency: 'EUR' }] },
  });
});

test('a call that keeps its match is told with why', () => {
  const why = 'Its visits are kept no more.';
  expect(compared(anna, {}, [], anna, why)).toMatchObject({ kind: 'kept', why });
});
