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
      confidence: 0.967,
      reason:
        '+12025550100 was shown to visit b (google / cpc, campaign spring) 2 min before the call, and to nobody else in between. ' +
        "97 % of such calls are the visitor's, by published figures. " +
        'One other visitor had been shown it too 31 min before the call.',
      site: 'shop',
      pool: 'web',
      source: 'google',
      medium: 'cpc',
      campaign: 'spring',
      candidates: [
        { visit: 'b', visitor: 'visitor-b', confidence: 0.967 },
        { visit: 'a', visitor: 'visitor-a', confidence: 0.016 },
      ],
      linkedVisits: [],
      visit: expect.objectContaining({ id: 'b', keyword: 'red shoes', clickIds: { gclid: 'abc' } }),
      firstTimeCaller: true,
      previousCallAt: undefined,
    });
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

  test('is as sure as the call that it is of; more so when the visitor was shown the number again', () => {
    const of = (confidence: number | undefined, visits: Visit[]) =>
      matched({ visits, memory: { ...memory(visit('a', 5000)), confidence } }).confidence;
    expect(of(0.7, [visit('b', 1)])).toBe(0.7);
    expect(of(undefined, [visit('b', 1)])).toBe(0.9);
    expect(of(0.7, [visit('a2', 3, { visitor: 'visitor-a' })])).toBeGreaterThan(0.95);
    expect(of(1, [])).toBe(0.999);
  });

  test('names nobody where the call that is remembered was likelier another’s', () => {
    const remembered = (confidence: number) => matched({ memory: { ...memory(visit('a', 5000)), confidence } }).method;
    expect([remembered(0.49), remembered(0.5)]).toEqual(['none', 'caller-memory']);
  });

  test('serves later calls only', () => {
    const later = { ...memory(visit('a', 5000)), startedAt: startedAt + 1000 };
    expect(matched({ visits: [visit('b', 1)], memory: later }).method).toBe('lease');
    const own = { ...memory(visit('a', 5000)), call: 'call-1', startedAt };
    expect(matched({ visits: [visit('b', 1)], memory: own }).method).toBe('lease');
  });
});

describe('a visitor who is known from another number', () => {
  const visits = [visit('b', 2), visit('a', 15)];

  test('is named when they were shown this one, and that is surer than the time alone', () => {
    const found = matched({ visits, knownVisitors: ['visitor-x', 'visitor-a'], previousCallAt: 1000 });
    expect(found).toMatchObject({ method: 'caller-memory', visit: { id: 'a' } });
    expect(found.reason).toContain(
      'This caller rang another number of the site before, and the same visitor was shown +12025550100 15 min before the call in visit a',
    );
    expect(found.confidence).toBeGreaterThan(0.9);
  });

  test('says nothing when they were not', () => {
    expect(matched({ visits, knownVisitors: ['visitor-x'] }).method).toBe('lease');
  });
});

describe('a caller who rang this very number before, and was nobody’s', () => {
  test('is less likely a visitor now', () => {
    const [first, again] = [false, true].map((calledBefore) => matched({ visits: [visit('b', 9)], calledBefore }));
    expect(again!.confidence).toBeLessThan(first!.confidence);
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
