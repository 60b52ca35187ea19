import fc from 'fast-check';
import type { Conversion } from '../../../lambdas/conversions/conversion.ts';
import { type DecidedFacts, decide } from '../../../lambdas/conversions/decide.ts';
import { secondOf } from '../../../lambdas/conversions/own-second.ts';
import { annasMatch, cancel, entry, finalCall, refund, revenueRule, sale, someRule, startedAt } from './facts.ts';

function facts(more: Partial<DecidedFacts> = {}): DecidedFacts {
  const rules = [someRule()];
  return { call: finalCall(), match: annasMatch(), ledger: [], rules, conversions: [], currency: 'EUR', ...more };
}

const short = ({ rule, ordinal, state, revision, value, credit }: Conversion) =>
  `${rule.id} ${ordinal} ${state} r${revision} ${value.minor} ${credit}`;
const decided = (more: Partial<DecidedFacts> = {}) => decide(facts(more)).conversions;
const nobody = { method: 'none', visit: null, source: 'unknown' } as const;

test('a final call that meets a rule opens one conversion', () => {
  const [opened, ...others] = decided();
  expect(others).toEqual([]);
  expect(opened).toMatchObject({
    id: expect.stringMatching(/^c[0-9a-v]{26}$/),
    call: 'call-1',
    site: 'shop',
    name: 'qualified_call',
    value: { minor: 5000, currency: 'EUR' },
    revision: 1,
    state: 'open',
    credit: 'gclid:gclid-anna',
    occurredAt: startedAt,
    destinations: ['hook'],
    rule: { id: 'talk' },
  });
});

test.each<[string, Partial<DecidedFacts>]>([
  ['a call that is not final', { call: finalCall({ final: false }) }],
  ['a call that went out', { call: finalCall({ direction: 'outbound' }) }],
  ['a call too short', { call: finalCall({ talkSeconds: 4 }) }],
  ['a rule made later', { rules: [someRule({ since: startedAt + 1000 })] }],
  ['a rule of another site', { rules: [someRule({ site: 'other' })] }],
  ['no rule', { rules: [] }],
  ['a revenue rule without revenue', { rules: [revenueRule()] }],
  [
    'a revenue rule with a cancelled sale',
    { rules: [revenueRule()], ledger: [entry('a', sale(5)), entry('b', cancel('a'))] },
  ],
])('%s opens none', (_what, more) => {
  expect(decided(more)).toEqual([]);
});

test('a new value and a successor keep the time of the goal; meeting it anew has its own', () => {
  const call = finalCall({ answeredAt: startedAt + 7000, endedAt: startedAt + 40_000 });
  const rules = [someRule(), revenueRule()];
  const first = decided({ call, rules, ledger: [entry('a', sale(500), { receivedAt: startedAt + 864e6 })] });
  expect(first.map(({ occurredAt }) => occurredAt - startedAt)).toEqual([12_000, 864e6]);
  const ledger = [
    entry('a', sale(500), { receivedAt: startedAt + 864e6 }),
    entry('b', sale(100), { receivedAt: startedAt + 9e8, occurredAt: startedAt + 60_000 }),
  ];
  const valued = decided({ call, rules, ledger, conversions: first });
  expect(valued.find(({ rule }) => rule.id === 'sale')).toMatchObject({ revision: 2, occurredAt: startedAt + 864e6 });
  const toBen = annasMatch({ visit: { ...annasMatch().visit!, visitor: 'ben', clickIds: {} } });
  const later = { ...call, answeredAt: startedAt + 9000 };
  const credited = decided({ call: later, rules, ledger, conversions: valued, match: toBen });
  expect(credited.filter(({ state }) => state === 'open').map(({ occurredAt }) => occurredAt - startedAt)).toEqual([
    12_000, 864e6,
  ]);
  const short = decided({ call: { ...call, talkSeconds: 2 }, conversions: decided({ call }) });
  const again = decided({ call: later, conversions: short });
  expect(again.map(({ occurredAt }) => occurredAt - startedAt)).toEqual([12_000, 14_000]);
});

test('goals that are met in the same second have a second of their own each, and keep it', () => {
  const goals = ['a', 'b'].map((id) => someRule({ id }));
  const opened = decided({ rules: goals });
  const [first] = opened;
  expect(opened.map(({ occurredAt }) => occurredAt)).toEqual([first!.occurredAt, first!.occurredAt]);
  expect(opened.map(secondOf)).toEqual([secondOf(first!), secondOf(first!) + 1]);
  const toBen = annasMatch({ visit: { ...annasMatch().visit!, visitor: 'ben', clickIds: {} } });
  const credited = decided({ rules: goals, conversions: opened, match: toBen });
  expect(credited.slice(0, 2).map(secondOf)).toEqual(opened.map(secondOf));
  expect(new Set(credited.map(secondOf)).size).toBe(4);
});

test('a rule counts from the second in which it was made', () => {
  expect(decided({ rules: [someRule({ since: startedAt + 999 })] })).toHaveLength(1);
});

test('the credit goes to the click, else to the visitor, else to the source', () => {
  const { visit } = annasMatch();
  const clickIds = { fbclid: 'f', gclid: 'g' };
  expect(decided({ match: annasMatch({ visit: { ...visit!, clickIds } }) })[0]?.credit).toBe('gclid:g');
  expect(decided({ match: annasMatch({ visit: { ...visit!, clickIds: {} } }) })[0]?.credit).toBe('visitor:anna');
  expect(decided({ match: annasMatch({ visit: null, source: 'print' }) })[0]?.credit).toBe('source:print');
});

test('revenue is the sum of the ledger, revision after revision', () => {
  const rules = [revenueRule()];
  const opened = decided({ rules, ledger: [entry('a', sale(12950))] });
  expect(opened.map(short)).toEqual(['sale 1 open r1 12950 gclid:gclid-anna']);
  const ledger = [entry('a', sale(12950)), entry('b', refund(2950))];
  const refunded = decided({ rules, ledger, conversions: opened });
  expect(refunded.map(short)).toEqual(['sale 1 open r2 10000 gclid:gclid-anna']);
  expect(refunded[0]?.id).toBe(opened[0]?.id);
  const cancelled = decided({ rules, ledger: [...ledger, entry('c', cancel('a'))], conversions: refunded });
  expect(cancelled.map(short)).toEqual(['sale 1 open r3 0 gclid:gclid-anna']);
});

test('a fixed value does not care for revenue', () => {
  const conversions = decided();
  expect(decide(facts({ conversions, ledger: [entry('a', sale(12950))] })).changed).toEqual([]);
});

test('another credit retires the conversion and opens a successor, never the old one again', () => {
  const first = decided();
  const toBen = annasMatch({ visit: { ...annasMatch().visit!, visitor: 'ben', clickIds: {} } });
  const second = decided({ conversions: first, match: toBen });
  expect(second.map(short)).toEqual(['talk 1 retired r2 0 gclid:gclid-anna', 'talk 2 open r1 5000 visitor:ben']);
  const third = decided({ conversions: second });
  expect(third.map(short)).toEqual([
    'talk 1 retired r2 0 gclid:gclid-anna',
    'talk 2 retired r2 0 visitor:ben',
    'talk 3 open r1 5000 gclid:gclid-anna',
  ]);
  expect(new Set(third.map(({ id }) => id)).size).toBe(3);
});

test('a correction by which the rule no longer holds retires; meeting it again opens a new one', () => {
  const first = decided();
  const missed = finalCall({ status: 'missed', talkSeconds: undefined });
  const second = decided({ conversions: first, call: missed });
  expect(second.map(short)).toEqual(['talk 1 retired r2 0 gclid:gclid-anna']);
  expect(decided({ conversions: second }).map(short)).toEqual([
    'talk 1 retired r2 0 gclid:gclid-anna',
    'talk 2 open r1 5000 gclid:gclid-anna',
  ]);
});

test('where one call of a caller counts, it is opened once it is known to be that one, and taken back when it is not', () => {
  const rules = [
    someRule({
      conversion: { name: 'first', value: { amount: '50.00', currency: 'EUR' }, firstPerCallerInDays: 30 },
    }),
  ];
  const first = (isFirst: boolean) => new Map([['talk', isFirst]]);
  expect(decided({ rules })).toEqual([]);
  expect(decided({ rules, firsts: first(false) })).toEqual([]);
  const conversions = decided({ rules, firsts: first(true) });
  expect(conversions.map(short)).toEqual(['talk 1 open r1 5000 gclid:gclid-anna']);
  expect(decide(facts({ rules, conversions })).changed).toEqual([]);
  expect(decided({ rules, conversions, firsts: first(false) }).map(({ state }) => state)).toEqual(['retired']);
  // Nobody has to know which one it is, if it does not meet the goal.
  const tooShort = finalCall({ talkSeconds: 1 });
  expect(decided({ rules, conversions, call: tooShort }).map(({ state }) => state)).toEqual(['retired']);
});

test('conversions may be read in any order', () => {
  const toBen = annasMatch({ visit: { ...annasMatch().visit!, visitor: 'ben', clickIds: {} } });
  const conversions = decided({ conversions: decided({ conversions: decided(), match: toBen }) });
  expect(conversions).toHaveLength(3);
  expect(decide(facts({ conversions: conversions.toReversed() })).changed).toEqual([]);
});

test('a call that turns out to belong to another site retires', () => {
  const elsewhere = annasMatch({ ...nobody, site: 'unknown' });
  expect(decided({ conversions: decided(), match: elsewhere, rules: [] })[0]?.state).toBe('retired');
});

test('a call that is not final for a while keeps what it has', () => {
  const conversions = decided();
  const reopened = finalCall({ final: false, talkSeconds: 1 });
  expect(decide(facts({ conversions, call: reopened }))).toEqual({ conversions, changed: [] });
});

test('a conversion goes by the rule as it was, whatever became of it', () => {
  const conversions = decided();
  const edited = someRule({ when: { status: 'missed' }, conversion: { name: 'other', value: 'revenue' } });
  expect(decide(facts({ conversions, rules: [edited] })).changed).toEqual([]);
  expect(decide(facts({ conversions, rules: [] })).changed).toEqual([]);
});

test('rules know nothing of each other', () => {
  const rules = [someRule(), revenueRule(), someRule({ id: 'first', when: { firstTimeCaller: true } })];
  const ledger = [entry('a', sale(100))];
  expect(decided({ rules, ledger }).map(short).sort()).toEqual([
    'first 1 open r1 5000 gclid:gclid-anna',
    'sale 1 open r1 100 gclid:gclid-anna',
    'talk 1 open r1 5000 gclid:gclid-anna',
  ]);
});

const rules = [someRule(), revenueRule(), someRule({ id: 'sold', when: { outcome: 'sold' }, destinations: [] })];
const visits = ['anna', 'ben', 'cleo'].map((visitor) => ({ ...annasMatch().visit!, visitor, clickIds: {} }));
const step = fc.record({
  call: fc.record({
    final: fc.constantFrom(true, true, true, false),
    talkSeconds: fc.constantFrom(undefined, 3, 33),
    status: fc.constantFrom('completed' as const, 'missed' as const),
  }),
  visit: fc.constantFrom(null, ...visits),
  ledger: fc.subarray([
    entry('a', sale(500), { outcome: 'sold' }),
    entry('b', refund(200)),
    entry('c', cancel('a')),
    entry('d', sale(300), { outcome: 'lost' }),
    entry('e', cancel('b')),
  ]),
  rules: fc.subarray(rules),
});

test('whatever happens in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let conversions: readonly Conversion[] = [];
      for (const { call, visit, ledger, rules: present } of steps) {
        const now = facts({ conversions, ledger, rules: present, call: finalCall(call), match: annasMatch({ visit }) });
        const decision = decide(now);
        expect(decide({ ...now, conversions: decision.conversions }).changed).toEqual([]);
        expectSteps(conversions, decision.conversions);
        conversions = decision.conversions;
      }
    }),
  );
});

/** Nothing disappears or comes back, a revision grows by one exactly when something is to be seen, at most one is open. */
function expectSteps(before: readonly Conversion[], after: readonly Conversion[]): void {
  const byId = new Map(after.map((one) => [one.id, one]));
  expect(byId.size).toBe(after.length);
  for (const old of before) {
    const now = byId.get(old.id)!;
    expect(now).toBeDefined();
    const seen = ({ value, state, sold }: Conversion) => JSON.stringify([value.minor, state, sold]);
    const isSeen = seen(now) !== seen(old);
    expect(now.revision).toBe(old.revision + (isSeen ? 1 : 0));
    expect(old.state === 'retired' && isSeen).toBe(false);
    const { soldAgainAt = [] } = old;
    expect(now.soldAgainAt?.slice(0, soldAgainAt.length) ?? []).toEqual(soldAgainAt);
    const { value, state, sold, revision } = old;
    expect({ ...now, value, state, sold, revision, soldAgainAt: old.soldAgainAt }).toEqual(old);
  }
  for (const id of new Set(after.map(({ rule }) => rule.id))) {
    const own = after.filter(({ rule }) => rule.id === id).sort((a, b) => a.ordinal - b.ordinal);
    expect(own.map(({ ordinal }) => ordinal)).toEqual(own.map((_, index) => index + 1));
    expect(own.slice(0, -1).every(({ state, value }) => state === 'retired' && value.minor === 0)).toBe(true);
  }
}

test('a fixed value that is no amount of its currency opens nothing', () => {
  const rule = someRule({ conversion: { name: 'x', value: { amount: '1.005', currency: 'EUR' } } });
  expect(decided({ rules: [rule] })).toEqual([]);
});

test('a conversion that a newer version wrote under the same id is left alone', () => {
  const [opened] = decided();
  expect(decided({ unknown: [{ kind: 'conversion', id: opened!.id }] })).toEqual([]);
});

test('a call without a visit opens for its source', () => {
  expect(decided({ match: annasMatch({ visit: null, source: 'print' }) })[0]).toMatchObject({ credit: 'source:print' });
});

test('a call that nobody answered meets a goal without talk at its end', () => {
  const rule = someRule({ when: { status: 'missed' } });
  const call = finalCall({ status: 'missed', talkSeconds: undefined, endedAt: startedAt + 20_000 });
  expect(decided({ call, rules: [rule] })[0]).toMatchObject({ occurredAt: startedAt + 20_000 });
});
