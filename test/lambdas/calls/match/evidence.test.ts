import { aboutOthers, aboutRemoval, aboutVisit, aboutWithheld } from '../../../../lambdas/calls/match/evidence.ts';
import type { MatchFacts, NumberThen } from '../../../../lambdas/calls/match/match-facts.ts';
import type { Visit } from '../../../../lambdas/visits/visit.ts';
import { call } from '../matched-call.ts';

const startedAt = Date.parse('2026-05-03T10:00:00Z');
const facts = { call: call('call-1', startedAt) } as unknown as MatchFacts;
const shown = (minutesBefore: number) => ({ shownAt: startedAt - minutesBefore * 60_000 }) as Visit;

test('a visit is named with its source, and its campaign if it had one', () => {
  const visit = { id: 'Ab3', visitor: 'anna', shownAt: 0, source: 'google', medium: 'cpc' };
  expect(aboutVisit(visit)).toBe('visit Ab3 (google / cpc)');
  expect(aboutVisit({ ...visit, campaign: 'spring' })).toBe('visit Ab3 (google / cpc, campaign spring)');
});

test('how many others were possible, and when the last of them was shown it', () => {
  expect(aboutOthers([], facts)).toBe(' No other visitor was shown it in the visits looked at.');
  expect(aboutOthers([shown(3)], facts)).toBe(' One other visitor had been shown it too 3 min before the call.');
  expect(aboutOthers([shown(2), shown(30)], facts)).toBe(
    ' 2 other visitors had been shown it too, the last of them 2 min before the call.',
  );
});

test('a number on its way out, and a caller without a number, are said', () => {
  const then = { pool: 'web' } as NumberThen;
  expect(aboutRemoval(then)).toBe('');
  expect(aboutRemoval({ ...then, removedAt: startedAt })).toBe(
    ' It was taken out of pool web on 2026-05-03 10:00 UTC; its calls are still forwarded.',
  );
  expect(aboutWithheld(facts)).toBe('');
  expect(aboutWithheld({ call: { ...facts.call, caller: { kind: 'withheld' } } } as MatchFacts)).toMatch(
    'The caller gave no number',
  );
});
