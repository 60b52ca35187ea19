import fc from 'fast-check';
import { type CallEventFacts, decideCallEvents } from '../../../lambdas/events/call-events.ts';
import type { StoredEvent } from '../../../lambdas/events/event.ts';
import { annasMatch, finalCall, startedAt } from '../conversions/facts.ts';

const now = startedAt + 300_000;
const all = { 'call.started': startedAt - 1, 'call.completed': startedAt - 1, 'call.matched': startedAt - 1 };
const ringing = finalCall({ status: 'ringing', final: false });
const nobody = annasMatch({ method: 'none', visit: null });

function decide(more: Partial<CallEventFacts> = {}): StoredEvent[] {
  const facts = {
    call: finalCall(),
    match: annasMatch(),
    qualified: undefined,
    subscribers: { hook: all },
    events: [],
    now,
  };
  return decideCallEvents({ ...facts, isUnknown: () => false, ...more });
}

const typesOf = (events: readonly StoredEvent[]) => events.map(({ type }) => type);

test('each comes about at its own time', () => {
  expect(typesOf(decide({ call: ringing, match: nobody }))).toEqual(['call.started']);
  expect(typesOf(decide({ call: ringing }))).toEqual(['call.started', 'call.matched']);
  const call = finalCall({ endedAt: startedAt + 40_000 });
  expect(decide({ call }).map(({ type, occurredAt, revision }) => [type, occurredAt - startedAt, revision])).toEqual([
    ['call.started', 0, 1],
    ['call.completed', 40_000, 1],
    ['call.matched', 300_000, 1],
  ]);
});

test('nobody who did not subscribe is told, nor who subscribed after the call had started', () => {
  expect(decide({ subscribers: {} })).toEqual([]);
  const subscribers = { early: { 'call.started': startedAt + 999 }, late: { 'call.started': startedAt + 1000 } };
  expect(decide({ subscribers }).map(({ destinations }) => destinations)).toEqual([['early']]);
});

test('calls that go out, and those of no site, have none', () => {
  expect(decide({ call: finalCall({ direction: 'outbound' }) })).toEqual([]);
  expect(decide({ match: annasMatch({ site: 'unknown' }) })).toEqual([]);
});

test('another match, and another end, are told by a new revision of the same event; a start is told once', () => {
  const events = decide();
  const changed = decide({
    events,
    call: finalCall({ talkSeconds: 34, startedAt: startedAt + 1 }),
    match: annasMatch({ confidence: 0.5 }),
  });
  expect(changed.map(({ id, type, revision }) => [id, type, revision])).toEqual(
    events.slice(1).map(({ id, type }) => [id, type, 2]),
  );
});

test('a match that is lost is told by what told it', () => {
  const events = decide({ call: ringing });
  expect(typesOf(decide({ call: ringing, events, match: nobody }))).toEqual(['call.matched']);
});

test('words and other candidates are no other match', () => {
  const match = annasMatch({ reason: 'else', candidates: [{ visit: 'v2', visitor: 'bob', confidence: 0.1 }] });
  expect(decide({ events: decide(), match })).toEqual([]);
});

test('what only a newer version knows is left alone', () => {
  const [started] = decide();
  expect(typesOf(decide({ isUnknown: (id) => id === started!.id }))).toEqual(['call.completed', 'call.matched']);
});

const step = fc.record({
  final: fc.boolean(),
  talkSeconds: fc.integer({ min: 0, max: 3 }),
  confidence: fc.constantFrom(0.5, 0.9),
  method: fc.constantFrom('lease', 'none'),
});

test('whatever a call goes through: revisions grow by one, the last tells what is, and deciding again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const events = new Map<string, StoredEvent>();
      for (const { final, talkSeconds, confidence, method } of steps) {
        const facts = { call: finalCall({ final, talkSeconds }), match: annasMatch({ confidence, method }) };
        for (const event of decide({ ...facts, events: [...events.values()] })) {
          expect(event.revision).toBe((events.get(event.id)?.revision ?? 0) + 1);
          events.set(event.id, event);
        }
        expect(decide({ ...facts, events: [...events.values()], now: now + 1 })).toEqual([]);
      }
    }),
  );
});

describe('a qualified call', () => {
  const subscribers = { team: { 'call.qualified': startedAt - 1 } };
  const judged = (verdict: 'qualified' | 'unqualified' | 'unknown') => ({
    subscribers,
    qualified: { verdict, reason: 'so' },
  });

  test('is told once, when it is over and the site calls it that', () => {
    expect(typesOf(decide(judged('qualified')))).toEqual(['call.qualified']);
    for (const verdict of ['unqualified', 'unknown'] as const) expect(decide(judged(verdict))).toEqual([]);
    expect(decide({ ...judged('qualified'), call: ringing })).toEqual([]);
  });

  test('is each call of a site that says nothing of it, answered or not', () => {
    expect(typesOf(decide({ subscribers }))).toEqual(['call.qualified']);
    expect(typesOf(decide({ subscribers, call: finalCall({ status: 'missed', talkSeconds: undefined }) }))).toEqual([
      'call.qualified',
    ]);
  });

  test('is not told again, whatever its verdict becomes, and one that becomes qualified later is told then', () => {
    const events = decide(judged('qualified'));
    for (const verdict of ['qualified', 'unqualified', 'unknown'] as const) {
      expect(decide({ ...judged(verdict), events, call: finalCall({ talkSeconds: 500 }) })).toEqual([]);
    }
    expect(decide({ ...judged('qualified'), now: now + 1e6 })).toMatchObject([{ occurredAt: now + 1e6, revision: 1 }]);
  });
});
