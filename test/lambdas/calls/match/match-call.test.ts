import { match } from '../../../../lambdas/calls/match/match.ts';
import { matchCall } from '../../../../lambdas/calls/match/match-call.ts';
import type { CallerMemory, MatchFacts, NumberThen } from '../../../../lambdas/calls/match/match-facts.ts';
import { matchedVisitOf } from '../../../../lambdas/calls/match/matched-visit.ts';
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

const memory = (visitor: Visit, days = 3): CallerMemory => ({
  call: 'call-0',
  startedAt: startedAt - days * 24 * 60 * minute,
  visit: matchedVisitOf(visitor),
});

function matched(more: Partial<MatchFacts> = {}) {
  const found = matchCall(facts(more));
  expect(match.parse(found)).toEqual(found);
  return found;
}

describe('a number that is leased to visitors', () => {
  test('belongs to whom it was shown last before the call', () => {
    expect(matched({ visits: [visit('b', 2), visit('a', 31)] })).toEqual({
      method: 'lease',
      confidence: 0.88,
      reason:
        '+12025550100 was shown to visit b (google / cpc, campaign spring) 2 min before the call, and to nobody else in between. ' +
        'One other visitor had been shown it too 31 min before the call.',
      site: 'shop',
      pool: 'web',
      source: 'google',
      medium: 'cpc',
      campaign: 'spring',
      candidates: [
        { visit: 'b', visitor: 'visitor-b', confidence: 0.88 },
        { visit: 'a', visitor: 'visitor-a', confidence: 0.03 },
      ],
      linkedVisits: [],
      visit: expect.objectContaining({ id: 'b', keyword: 'red shoes', clickIds: { gclid: 'abc' } }),
      firstTimeCaller: true,
    });
  });

  test('less surely when the lease had been over for longer than it lasts', () => {
    expect(matched({ visits: [visit('b', 41)] })).toMatchObject({
      confidence: 0.6,
      reason: expect.stringContaining('That lease ended 21 min before the call.'),
    });
    expect(matched({ visits: [visit('b', 39)] }).confidence).toBe(0.88);
    const held = { visit: 'b', leasedUntil: startedAt - 10 * minute };
    expect(matched({ visits: [visit('b', 300)], held }).confidence).toBe(0.88);
    expect(matched({ visits: [visit('b', 300)], held: { ...held, visit: 'a' } }).confidence).toBe(0.6);
  });

  test('visits of one visitor are one candidate', () => {
    const twice = [
      visit('b', 2),
      visit('b0', 20, { visitor: 'visitor-b' }),
      visit('a', 31),
      visit('a0', 40, { visitor: 'visitor-a' }),
    ];
    expect(matched({ visits: twice }).candidates.map((candidate) => candidate.visit)).toEqual(['b', 'a']);
  });

  test('is nobody’s if nobody was shown it', () => {
    expect(matched()).toMatchObject({
      method: 'none',
      confidence: 0,
      site: 'shop',
      pool: 'web',
      visit: null,
      reason: expect.stringContaining('nobody was shown it before the call'),
    });
  });
});

describe('a click on the number', () => {
  test('within two minutes before the call is the strongest evidence', () => {
    const visits = [visit('b', 2), visit('a', 31, { clickedAt: startedAt - 30_000 })];
    expect(matched({ visits, memory: memory(visit('c', 99)) })).toMatchObject({
      method: 'click',
      visit: { id: 'a' },
      reason: expect.stringContaining('clicked +12025550100 30 s before the call'),
    });
  });

  test('counts to the end of the second in which the call started, not after and not long before', () => {
    const method = (clickedAt: number) => matched({ visits: [visit('b', 5, { clickedAt })] }).method;
    expect(method(startedAt + 999)).toBe('click');
    expect(method(startedAt + 1000)).toBe('lease');
    expect(method(startedAt - 120_000)).toBe('click');
    expect(method(startedAt - 120_001)).toBe('lease');
  });
});

describe('the memory of a caller', () => {
  test('names the visitor of the first call, though somebody else holds the number', () => {
    expect(matched({ visits: [visit('b', 1)], memory: memory(visit('a', 5000)), previousCallAt: 1000 })).toMatchObject({
      method: 'caller-memory',
      confidence: 0.9,
      visit: { id: 'a', visitor: 'visitor-a' },
      firstTimeCaller: false,
      candidates: [{ visit: 'a' }, { visit: 'b' }],
      reason: expect.stringContaining('Somebody else has been shown the number since.'),
    });
  });

  test('takes the present visit of the same visitor', () => {
    const now = visit('a2', 3, { visitor: 'visitor-a', campaign: 'autumn' });
    expect(matched({ visits: [now], memory: memory(visit('a', 5000)) })).toMatchObject({
      method: 'caller-memory',
      campaign: 'autumn',
      visit: { id: 'a2' },
    });
  });

  test('serves later calls only', () => {
    const later = { ...memory(visit('a', 5000)), startedAt: startedAt + 1000 };
    expect(matched({ visits: [visit('b', 1)], memory: later }).method).toBe('lease');
    const own = { ...memory(visit('a', 5000)), call: 'call-1', startedAt };
    expect(matched({ visits: [visit('b', 1)], memory: own }).method).toBe('lease');
  });
});

describe('a withheld caller', () => {
  const call = { ...facts().call, caller: { kind: 'withheld' } as const };
  test('is matched by lease and is nobody’s repeat', () => {
    expect(matched({ call, visits: [visit('b', 2)], previousCallAt: undefined })).toMatchObject({
      method: 'lease',
      firstTimeCaller: undefined,
      reason: expect.stringContaining('The caller gave no number, so earlier calls were not looked at.'),
    });
  });
});

describe('a fixed number', () => {
  test('tells source and campaign and never a visitor', () => {
    const print: NumberThen = {
      role: 'static',
      site: 'shop',
      pool: 'print',
      source: 'print',
      medium: 'flyer',
      campaign: 'may',
    };
    expect(matched({ number: print, visits: [visit('b', 1)], memory: memory(visit('a', 9)) })).toMatchObject({
      method: 'source',
      confidence: 1,
      source: 'print',
      medium: 'flyer',
      campaign: 'may',
      visit: null,
      candidates: [],
      pool: 'print',
      firstTimeCaller: true,
    });
  });

  test('behind a call asset says so', () => {
    const behindAd: NumberThen = { role: 'static', site: 'shop', pool: 'ads', source: 'google', callAsset: true };
    expect(matched({ number: behindAd })).toMatchObject({ method: 'source', callAsset: true });
    expect(matched({ number: { ...behindAd, callAsset: undefined } })).not.toHaveProperty('callAsset');
  });

  test('the default number of a pool stands for its source', () => {
    expect(matched({ number: { ...leased, role: 'default' }, visits: [visit('b', 1)] })).toMatchObject({
      method: 'source',
      source: 'mixed',
      medium: 'none',
      visit: null,
      reason: expect.stringContaining('the default number of pool web'),
    });
  });
});

describe('none, with the reason', () => {
  test.each([
    ['was in no pool', { number: undefined }, 'unknown'],
    [
      'Nothing said which number',
      { number: undefined, call: { ...facts().call, trackedNumber: undefined } },
      'unknown',
    ],
    [
      'The call went out',
      { call: { ...facts().call, direction: 'outbound' as const }, visits: [visit('b', 1)] },
      'shop',
    ],
  ])('%s', (reason, more, site) => {
    expect(matched(more)).toMatchObject({ method: 'none', site, visit: null, reason: expect.stringContaining(reason) });
  });
});
