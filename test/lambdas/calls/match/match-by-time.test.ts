import { match } from '../../../../lambdas/calls/match/match.ts';
import { matchCall } from '../../../../lambdas/calls/match/match-call.ts';
import type { MatchFacts, NumberThen } from '../../../../lambdas/calls/match/match-facts.ts';
import { curveOfLaw, startingCurve } from '../../../../lambdas/calls/time-to-call/curve.ts';
import { learnPool } from '../../../../lambdas/calls/time-to-call/learn-pool.ts';
import { startingKnowledge } from '../../../../lambdas/calls/time-to-call/pool-knowledge.ts';
import { logNormalBelow } from '../../../../lambdas/capacity/sizing/normal-distribution.ts';
import type { Visit } from '../../../../lambdas/visits/visit.ts';

const startedAt = Date.parse('2026-11-20T14:00:00Z');
const number = '+12025550100';
const minute = 60_000;

const leased: NumberThen = { role: 'session', site: 'shop', pool: 'web', source: 'mixed', leaseSeconds: 1200 };

function visit(id: string, minutesBefore: number, more: Partial<Visit> = {}): Visit {
  return {
    visit: id,
    visitor: `visitor-${id}`,
    site: 'shop',
    shownAt: startedAt - minutesBefore * minute,
    touchAt: startedAt - minutesBefore * minute,
    shown: 'leased',
    pool: 'web',
    number,
    source: 'google',
    medium: 'cpc',
    campaign: 'spring',
    term: 'red shoes',
    clickIds: { gclid: 'abc' },
    consent: { ads: true, analytics: true },
    ...more,
  };
}

function facts(more: Partial<MatchFacts> = {}): MatchFacts {
  return {
    call: {
      id: 'call-1',
      direction: 'inbound',
      trackedNumber: number,
      caller: { kind: 'number', number: '+12025550123' },
      startedAt,
    },
    number: leased,
    visits: [],
    held: undefined,
    memory: undefined,
    previousCallAt: null,
    ...more,
  };
}

function matched(more: Partial<MatchFacts> = {}) {
  const found = matchCall(facts(more));
  expect(match.parse(found)).toEqual(found);
  return found;
}

describe('a number that is leased to visitors', () => {
  test('less surely the longer ago it was, and says since when the lease was over', () => {
    const longLeased = { ...leased, since: startedAt - 7 * 24 * 60 * minute };
    const after = (minutes: number, more: Partial<MatchFacts> = {}) =>
      matched({ visits: [visit('b', minutes), visit('a', minutes + 30)], number: longLeased, ...more });
    expect(after(5).confidence).toBeGreaterThan(after(60).confidence);
    expect(after(41).reason).toContain('That lease ended 21 min before the call.');
    expect(after(39).reason).not.toContain('That lease');
    const held = { visit: 'b', leasedUntil: startedAt - 10 * minute };
    expect(after(300, { held }).reason).not.toContain('That lease');
    expect(after(300, { held: { ...held, visit: 'a' } }).reason).toContain('That lease ended');
  });

  test.each([1, 12, 100])(
    'the only one to see it is named in a new pool, whose first %d calls came as soon as its numbers were shown',
    (calls) => {
      const learnt = Array.from({ length: calls }, (_, index) => ({
        call: `call-${index}`,
        startedAt: startedAt - minute + 500 * index,
        ages: [5],
        leasedFor: 20 + (index % 40),
        caller: 'first' as const,
      }));
      const found = matched({
        visits: [visit('a', 0.1)],
        number: { ...leased, since: startedAt - minute },
        knowledge: learnPool(learnt, startedAt),
      });
      expect(found).toMatchObject({ method: 'lease', visit: { id: 'a' } });
      expect(found.confidence).toBeGreaterThan(0.8);
    },
  );

  test('an earlier visitor may be the likeliest, when callers of the pool take their time', () => {
    const hours = curveOfLaw((seconds) => logNormalBelow({ median: 7200, sigma: 0.3 }, seconds));
    const knowledge = { ...startingKnowledge, curve: hours, curveWithoutClick: hours, calls: 400 };
    const found = matched({ visits: [visit('c', 4), visit('b', 60), visit('a', 122)], knowledge });
    expect(found).toMatchObject({ method: 'lease', visit: { id: 'a' } });
    expect(found.reason).toMatch(
      /2 h 2 min before the call, and to 2 other visitors since\..* of such calls are the visitor's, by the last 400 calls of pool web\./,
    );
    expect(matched({ visits: [visit('c', 4), visit('b', 60), visit('a', 122)] }).visit?.id).toBe('c');
  });

  test.each([
    ['somebody who was never shown it', [visit('b', 3000), visit('a', 3030)]],
    [
      'somebody who was shown it before its last visitors',
      [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map((at) => visit(`v${at}`, at)),
    ],
  ])('is nobody’s when it was likelier %s', (who, visits) => {
    const found = matched({ visits });
    expect(found).toMatchObject({ method: 'none', confidence: 0, visit: null, pool: 'web', site: 'shop' });
    expect(found.reason).toContain(`Likeliest it was ${who} (`);
    expect(found.reason).toMatch(/so no visitor is named\.$/);
  });

  test('is nobody’s when visitors without a name are likelier in all, though none of them is by itself', () => {
    const even = { ...startingKnowledge, curve: startingCurve, curveWithoutClick: startingCurve };
    const shown = (unrelated: number, withdrawn: readonly number[] = []) =>
      matched({
        visits: [visit('a', 8)],
        withdrawn,
        knowledge: { ...even, unrelatedShare: { first: unrelated, again: unrelated, withheld: unrelated } },
      });
    const before = shown(0.4);
    const chance = before.confidence;
    expect(before).toMatchObject({ method: 'lease', visit: { id: 'a' } });
    // Who withdrew is less likely than Anna, and so is a stranger.
    const since = shown(0.4, [startedAt - 10 * minute]);
    expect(since).toMatchObject({ method: 'none', visit: null });
    expect(since.candidates[0]!.confidence).toBeLessThan(chance);
    expect(since.reason).toContain('Likeliest it was nobody who can be named (');
  });

  test('belongs to who is shown it right now, whoever calls', () => {
    for (const caller of [{ kind: 'number', number: '+12025550123' }, { kind: 'withheld' }] as const) {
      const found = matched({ call: { ...facts().call, caller }, visits: [visit('a', 0.05)] });
      expect({ method: found.method, named: found.visit?.id }).toEqual({ method: 'lease', named: 'a' });
    }
  });

  test('is nobody’s when it was likelier a visitor who withdrew, though others did not', () => {
    const before = matched({ visits: [visit('a', 31)], withdrawn: [startedAt - 5 * minute] });
    expect(before).toMatchObject({ method: 'none', visit: null, candidates: [{ visit: 'a' }] });
    expect(before.reason).toContain(
      'was last shown 5 min before the call, to a visitor who has withdrawn consent since',
    );
    const since = matched({ visits: [visit('a', 0.05)], withdrawn: [startedAt - 2 * minute] });
    expect(since).toMatchObject({ method: 'none', visit: null, candidates: [{ visit: 'a' }] });
    expect(since.reason).toContain('Likeliest it was a visitor who has withdrawn consent since');
    expect(matched({ visits: [visit('a', 5)], withdrawn: [startedAt - 300 * minute] }).visit?.id).toBe('a');
  });
});
