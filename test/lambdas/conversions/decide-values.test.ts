import type { Conversion } from '../../../lambdas/conversions/conversion.ts';
import { type DecidedFacts, decide } from '../../../lambdas/conversions/decide.ts';
import { annasMatch, cancel, entry, finalCall, refund, revenueRule, sale, someRule, startedAt } from './facts.ts';

const short = ({ rule, ordinal, state, revision, value, credit }: Conversion) =>
  `${rule.id} ${ordinal} ${state} r${revision} ${value.minor} ${credit}`;
const decided = (more: Partial<DecidedFacts> = {}) =>
  decide({ call: finalCall(), match: annasMatch(), ledger: [], rules: [], conversions: [], currency: 'EUR', ...more })
    .conversions;

test('a share of revenue and tiers are restated as revenue and talk are known, a fixed value is not', () => {
  const tiers = {
    by: 'talkSeconds' as const,
    steps: [
      { from: 30, amount: '1.00' },
      { from: 60, amount: '2.00' },
    ],
  };
  const rules = [
    someRule({ id: 'fixed', when: {} }),
    someRule({ id: 'share', when: {}, conversion: { name: 'goal', value: { shareOfRevenue: 0.1 } } }),
    someRule({ id: 'tiers', when: {}, conversion: { name: 'goal', value: { tiers, currency: 'EUR' } } }),
  ];
  const first = decided({ rules, ledger: [entry('a', sale(1000))] });
  expect(first.map(short)).toEqual([
    'fixed 1 open r1 5000 gclid:gclid-anna',
    'share 1 open r1 100 gclid:gclid-anna',
    'tiers 1 open r1 100 gclid:gclid-anna',
  ]);
  const now = [
    someRule({ id: 'fixed', when: {}, conversion: { name: 'goal', value: { amount: '9.00', currency: 'EUR' } } }),
  ];
  const ledger = [entry('a', sale(1000)), entry('b', refund(500))];
  const next = decided({ rules: now, ledger, conversions: first, call: finalCall({ talkSeconds: 70 }) });
  expect(next.map(short).map((text) => text.split(' ').slice(0, 5).join(' '))).toEqual([
    'fixed 1 open r1 5000',
    'share 1 open r2 50',
    'tiers 1 open r2 200',
  ]);
  const none = decided({ rules: now, ledger: [], conversions: next, call: finalCall({ talkSeconds: 10 }) });
  expect(none.map(({ state, value }) => [state, value.minor])).toEqual([
    ['open', 5000],
    ['open', 0],
    ['open', 0],
  ]);
});

test('what is worth something again by talk that was told anew came about when its goal was met', () => {
  const steps = [{ from: 30, amount: '1.00' }];
  const value = { tiers: { by: 'talkSeconds' as const, steps }, currency: 'EUR' };
  const rules = [someRule({ id: 'tiers', when: {}, conversion: { name: 'goal', value } })];
  const talked = (talkSeconds: number, conversions: readonly Conversion[] = []) =>
    decided({ rules, conversions, call: finalCall({ talkSeconds, answeredAt: startedAt }) });
  const [again] = talked(40, talked(10, talked(40)));
  expect(again).toMatchObject({ revision: 3, value: { minor: 100 }, occurredAt: startedAt + 30_000 });
  // In a second of its own.
  expect(again?.soldAgainAt).toEqual([startedAt + 31_000]);
});

test('a tier by revenue is reached again when sales are, not when anything is sold', () => {
  const steps = [{ from: '5.00', amount: '1.00' }];
  const value = { tiers: { by: 'revenue' as const, steps }, currency: 'EUR' };
  const rules = [someRule({ id: 'tiers', when: {}, conversion: { name: 'goal', value } })];
  const day = 86_400_000;
  const reports = [sale(1000), refund(1000), sale(300), sale(400)].map((revenue, index) =>
    entry(`${index}`, revenue, { occurredAt: startedAt + index * day }),
  );
  const last = reports.reduce<readonly Conversion[]>(
    (conversions, _, index) => decided({ rules, ledger: reports.slice(0, index + 1), conversions }),
    [],
  );
  expect(last.map(({ value: { minor }, soldAgainAt }) => [minor, soldAgainAt])).toEqual([[100, [startedAt + 3 * day]]]);
});

test('what is reported and only a newer version knows leaves rules alone that ask for it', () => {
  const unknown = [{ kind: 'ledger', id: 'x' }] as const;
  const rules = [someRule(), someRule({ id: 'sold', when: { not: { outcome: 'lost' } } })];
  expect(decided({ rules, unknown }).map(({ rule }) => rule.id)).toEqual(['talk']);
});

describe('what was sold', () => {
  const line = (sku: string) => ({ sku, quantity: 1, amount: { minor: 500, currency: 'EUR' } });
  const bought = entry('a', sale(1000), { items: [line('A'), line('B')] });
  const rules = [
    someRule({ id: 'fixed', when: { revenue: { gt: '0.00' } } }),
    someRule({ id: 'share', when: {}, conversion: { name: 'goal', value: { shareOfRevenue: 0.1 } } }),
    someRule({ id: 'talk', when: {} }),
  ];
  const told = (conversions: readonly Conversion[]) =>
    conversions.map(({ rule, revision, sold }) => [rule.id, revision, sold]);

  test('is known of rules that look at what was reported, and no others', () => {
    expect(told(decided({ rules, ledger: [bought] }))).toEqual([
      ['fixed', 1, ['A', 'B']],
      ['share', 1, ['A', 'B']],
      ['talk', 1, undefined],
    ]);
  });

  test('is news also where the value stays, and is told once', () => {
    const first = decided({ rules, ledger: [bought] });
    const ledger = [bought, entry('b', refund(500), { items: [line('A')] })];
    const next = decided({ rules, ledger, conversions: first });
    expect(told(next)).toEqual([
      ['fixed', 2, ['B']],
      ['share', 2, ['B']],
      ['talk', 1, undefined],
    ]);
    expect(decided({ rules, ledger, conversions: next })).toEqual(next);
    expect(decided({ rules, ledger: [bought], conversions: first })).toEqual(first);
  });

  test('is nothing once all of it was given back', () => {
    const first = decided({ rules, ledger: [bought] });
    const next = decided({ rules, ledger: [bought, entry('b', refund(1000))], conversions: first });
    expect(next.map(({ rule, state, value, sold }) => [rule.id, state, value.minor, sold])).toEqual([
      ['fixed', 'retired', 0, ['A', 'B']],
      ['share', 'open', 0, []],
      ['talk', 'open', 5000, undefined],
    ]);
  });

  test('stays known where a later report does not say it', () => {
    const first = decided({ rules, ledger: [entry('a', sale(1000), { items: [line('A')], orderId: 'o1' })] });
    const again = entry('b', sale(2000), { orderId: 'o1' });
    const ledger = [entry('a', sale(1000), { items: [line('A')], orderId: 'o1' }), again];
    expect(told(decided({ rules, ledger, conversions: first }))[1]).toEqual(['share', 2, ['A']]);
  });
});

describe('what is sold after all was given back', () => {
  const day = 86_400_000;
  const [first, back, next] = [10, 12, 14].map((days) => startedAt + days * day);
  const sold = entry('a', sale(1000), { occurredAt: first });
  const gone = entry('b', refund(1000), { occurredAt: back });
  const again = entry('c', sale(700), { occurredAt: next });
  const rules = [revenueRule(), someRule({ id: 'call', when: {} })];
  const after = (...reports: readonly (typeof sold)[]) =>
    reports.reduce<readonly Conversion[]>(
      (conversions, _, index) => decided({ rules, ledger: reports.slice(0, index + 1), conversions }),
      [],
    );
  const times = (conversions: readonly Conversion[]) =>
    conversions.find(({ name }) => name === 'sale')?.soldAgainAt?.map((at) => (at - startedAt) / day);

  test('came about when it was sold, and is told once', () => {
    const all = after(sold, gone, again);
    expect(times(all)).toEqual([14]);
    expect(all.map(short)[0]).toMatch(/^sale 1 open r3 700/);
    expect(decided({ rules, ledger: [sold, gone, again], conversions: all })).toEqual(all);
    expect(all.filter(({ soldAgainAt }) => soldAgainAt !== undefined)).toHaveLength(1);
  });

  test('counts each time anew', () => {
    const more = [
      entry('d', refund(700), { occurredAt: next! + day }),
      entry('e', sale(1), { occurredAt: next! + 2 * day }),
    ];
    expect(times(after(sold, gone, again, ...more))).toEqual([14, 16]);
  });

  test('is not what was given back only in part, or heard of together', () => {
    expect(times(after(sold, entry('b', refund(999), { occurredAt: back }), again))).toBeUndefined();
    expect(times(decided({ rules, ledger: [sold, gone, again] }))).toBeUndefined();
  });

  test('has another second than the first sale also where a refund was taken back', () => {
    const all = after(sold, gone, entry('d', cancel('b'), { occurredAt: next }));
    expect(times(all)).toEqual([10 + 1 / 86_400]);
  });
});
