import type { Match, MatchMethod } from '../../../../lambdas/calls/match/match.ts';
import { journeyVisitors } from '../../../../lambdas/journal/journey/journey-visitors.ts';

const start = Date.parse('2026-11-20T14:00:00Z');

function call(id: string, visitor: string, method: MatchMethod, confidence: number) {
  const visit = { id: `visit-of-${visitor}`, visitor, shownAt: start, source: 'google', medium: 'cpc' };
  const match: Match = {
    method,
    confidence,
    reason: '',
    site: 'shop',
    source: 'google',
    medium: 'cpc',
    candidates: [],
    linkedVisits: [],
    visit,
  };
  return { id, match };
}

const asked = call('asked', 'anna', 'lease', 0.6);
const named = (...others: Parameters<typeof call>[]) =>
  journeyVisitors(
    asked,
    others.map((one) => call(...one)),
  ).map(({ visitor }) => visitor);

test('who is behind the call is in its journey, however sure that is', () => {
  expect(named()).toEqual(['anna']);
});

test('others are as far as another call of the same caller surely names them', () => {
  expect(named(['b', 'ben', 'click', 0.85], ['c', 'carl', 'lease', 0.9], ['d', 'dora', 'phone-code', 0.9])).toEqual([
    'anna',
    'ben',
    'carl',
    'dora',
  ]);
});

test('what is remembered of a guess is a guess', () => {
  expect(named(['b', 'ben', 'lease', 0.6], ['c', 'ben', 'caller-memory', 0.6])).toEqual(['anna']);
  expect(named(['b', 'ben', 'caller-memory', 0.95])).toEqual(['anna', 'ben']);
});
