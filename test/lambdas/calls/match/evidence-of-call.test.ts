import { evidenceOfCall } from '../../../../lambdas/calls/match/evidence-of-call.ts';
import type { MatchFacts } from '../../../../lambdas/calls/match/match-facts.ts';
import { matchedVisitOf } from '../../../../lambdas/calls/match/matched-visit.ts';
import { callEvidence } from '../../../../lambdas/calls/time-to-call/call-evidence.ts';
import type { Visit } from '../../../../lambdas/visits/visit.ts';

const startedAt = Date.parse('2026-11-20T14:00:00Z');
const number = '+12025550100';

const visit = (id: string, minutesBefore: number): Visit => ({
  visit: id,
  visitor: `visitor-${id}`,
  site: 'shop',
  shownAt: startedAt - minutesBefore * 60_000,
  touchAt: startedAt - minutesBefore * 60_000,
  shown: 'leased',
  pool: 'web',
  number,
  source: 'google',
  medium: 'cpc',
  consent: { ads: true, analytics: true },
});
const [anna, bert] = [visit('anna', 5), visit('bert', 90)];

function told(more: Partial<MatchFacts> = {}) {
  const evidence = evidenceOfCall({
    call: {
      id: 'call-1',
      direction: 'inbound',
      trackedNumber: number,
      caller: { kind: 'number', number: '+12025550123' },
      startedAt,
    },
    number: { role: 'session', site: 'shop', pool: 'web', source: 'mixed', leaseSeconds: 1200 },
    visits: [anna, bert],
    held: undefined,
    memory: undefined,
    previousCallAt: null,
    ...more,
  });
  expect(evidence === undefined ? undefined : callEvidence.parse(evidence)).toEqual(evidence);
  return evidence;
}

test('a call that only the time speaks for tells when its last holders had been shown the number', () => {
  expect(told()).toEqual({ call: 'call-1', startedAt, ages: [300, 5400], caller: 'first' });
});

test('who is known from another number confirms a first call, if they were shown this number', () => {
  const known = told({ knownVisitors: ['visitor-bert'], previousCallAt: startedAt - 86_400_000 });
  expect(known).toMatchObject({ caller: 'first', confirmed: { by: 'caller-memory', holder: 1 } });
  expect(told({ knownVisitors: ['visitor-carl'] })).not.toHaveProperty('confirmed');
});

test('who called this number before is known by that, whoever holds it now', () => {
  const memory = { call: 'call-0', startedAt: startedAt - 86_400_000, visit: matchedVisitOf(visit('carl', 2000)) };
  const again = told({ memory, calledBefore: true, knownVisitors: ['visitor-bert'] });
  expect(again).toMatchObject({ caller: 'again', confirmed: { by: 'caller-memory', holder: null } });
});

test('a click is the surest of both, and the other one is told, too', () => {
  const clicked = { ...anna, clickedAt: startedAt - 30_000 };
  expect(told({ visits: [clicked, bert], knownVisitors: ['visitor-bert'] })).toMatchObject({
    confirmed: { by: 'click', holder: 0 },
    also: { by: 'caller-memory', holder: 1 },
  });
});

test('a number that is no visitor’s own, a call that went out, and one that nobody was shown the number before tell nothing', () => {
  expect(told({ number: undefined })).toBeUndefined();
  expect(told({ visits: [] })).toBeUndefined();
  expect(told({ number: { role: 'default', site: 'shop', pool: 'web', source: 'mixed' } })).toBeUndefined();
});

test('a phone code confirms who was shown the number, and one of another device nobody', () => {
  const codeOf = (visit: typeof anna) => ({
    phoneCodes: { linked: [{ code: '1234567', by: 'agent' as const, visit: matchedVisitOf(visit) }], refused: [] },
  });
  expect(told({ visits: [anna, bert], ...codeOf(bert) })).toMatchObject({ confirmed: { by: 'phone-code', holder: 1 } });
  expect(told({ visits: [anna], ...codeOf(bert) })).not.toHaveProperty('confirmed');
});

test('who said a code and was shown the number before its last holders confirms how late callers call', () => {
  const linked = [{ code: '1234567', by: 'agent' as const, visit: matchedVisitOf(visit('carl', -1)) }];
  const shown = { ...matchedVisitOf(visit('carl', -1)), shownAt: startedAt - 40 * 3_600_000 };
  expect(told({ phoneCodes: { linked: [{ ...linked[0]!, shown }], refused: [] } })).toMatchObject({
    confirmed: { by: 'phone-code', holder: null, age: 144_000 },
  });
  const both = [
    { ...linked[0]!, shown },
    { ...linked[0]!, visit: matchedVisitOf(bert) },
  ];
  expect(told({ phoneCodes: { linked: both, refused: [] } })?.confirmed).toEqual({ by: 'phone-code', holder: 1 });
});

test('when holders were last there is told where the next visit knows it', () => {
  expect(told({ visits: [{ ...anna, previousSeenAt: startedAt - 90_000 }, bert] })?.lastSeen).toEqual([null, 90]);
  expect(told({ visits: [anna, bert] })).not.toHaveProperty('lastSeen');
});
