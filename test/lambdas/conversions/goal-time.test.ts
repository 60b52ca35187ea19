import type { Talk } from '../../../lambdas/calls/fold/talks.ts';
import { goalMetAt } from '../../../lambdas/conversions/goal-time.ts';
import { foldLedger } from '../../../lambdas/conversions/ledger/fold-ledger.ts';
import type { LedgerEntry } from '../../../lambdas/conversions/ledger/ledger.ts';
import type { Rule } from '../../../lambdas/conversions/rules/rule.ts';
import { annasMatch, cancel, entry, finalCall, refund, revenueRule, sale, someRule, startedAt } from './facts.ts';

const at = (seconds: number) => startedAt + seconds * 1000;
const day = 86_400;
const call = finalCall({ answeredAt: at(7), endedAt: at(40) });
const talks: readonly Talk[] = [{ from: at(7), seconds: 33 }];
const later = (event: string, seconds: number, more: Partial<LedgerEntry> = {}, revenue?: LedgerEntry['revenue']) =>
  entry(event, revenue, { receivedAt: at(seconds), ...more });

/** s after the start of the call. */
function met(more: Partial<Rule>, entries: readonly LedgerEntry[] = [], facts: object = {}): number {
  const ledger = foldLedger(entries, 'EUR');
  return (goalMetAt(someRule(more), { call, talks, match: annasMatch(), ledger, ...facts }) - startedAt) / 1000;
}

test.each<[string, Rule['when'], number]>([
  ['at least 5 s of talk', { talkSeconds: { gte: 5 } }, 12],
  ['more than 5 s of talk', { talkSeconds: { gt: 5 } }, 12],
  ['both: the longer one', { status: 'completed', talkSeconds: { gte: 20, gt: 10 } }, 27],
  ['all of the talk', { talkSeconds: { gte: 33 } }, 40],
  ['no talk', { talkSeconds: { gte: 0 } }, 40],
  ['no more than so much, which is known at the end', { talkSeconds: { gte: 5, lt: 60 } }, 40],
  ['a status', { status: 'completed' }, 40],
  ['nothing', {}, 40],
])('a rule that asks for %s', (_what, when, expected) => {
  expect(met({ when })).toBe(expected);
});

test('talk of several legs adds up, one after the other or at once', () => {
  const when = { talkSeconds: { gte: 30 } };
  const apart = [
    { from: at(60), seconds: 40 },
    { from: at(7), seconds: 20 },
  ];
  expect(met({ when }, [], { talks: apart })).toBe(70);
  const together = [
    { from: at(10), seconds: 30 },
    { from: at(20), seconds: 30 },
  ];
  expect(met({ when }, [], { talks: together })).toBe(30);
});

test('of a call whose talk or end nobody told, what is known counts', () => {
  const when = { talkSeconds: { gte: 5 } };
  expect(met({ when }, [], { talks: [] })).toBe(40);
  expect(met({ when }, [], { talks: [], call: finalCall({ answeredAt: at(7) }) })).toBe(7);
  expect(met({ when }, [], { talks: [], call: finalCall() })).toBe(0);
});

test('a sale has its own time, else that of its arrival; never one before the call', () => {
  const rule = revenueRule();
  expect(met(rule, [later('a', 10 * day, {}, sale(500))])).toBe(10 * day);
  expect(met(rule, [later('a', 10 * day, { occurredAt: at(2 * day) }, sale(500))])).toBe(2 * day);
  expect(met(rule, [later('a', 10 * day, { occurredAt: at(-3600) }, sale(500))])).toBe(0);
  expect(met(rule, [later('a', 20, {}, sale(500))])).toBe(20);
});

test('the first sale that counts says when, not a refund and not one that was cancelled', () => {
  const entries = [
    later('a', day, {}, sale(500)),
    later('b', day + 5, {}, cancel('a')),
    later('c', 2 * day, {}, refund(100)),
    later('d', 4 * day, {}, sale(100)),
    later('e', 5 * day, { occurredAt: at(3 * day) }, sale(100)),
  ];
  expect(met(revenueRule(), entries)).toBe(3 * day);
  expect(met(revenueRule(), entries.toReversed())).toBe(3 * day);
});

test('a reported outcome has its own time: since it was first said without another in between', () => {
  const when = { outcome: ['sold', 'booked'] };
  expect(met({ when }, [later('a', 100, { outcome: 'sold' })])).toBe(100);
  expect(met({ when }, [later('a', 100, { outcome: 'sold', occurredAt: at(60) })])).toBe(60);
  const entries = ['sold', 'lost', 'booked', 'sold'].map((outcome, index) =>
    later(`${index}`, 100 + index, { outcome }),
  );
  expect(met({ when }, entries)).toBe(102);
});

test('where a rule asks for several, the last of them', () => {
  const when = { talkSeconds: { gte: 5 }, outcome: 'sold' };
  const sold = later('a', day, { outcome: 'sold', occurredAt: at(9) });
  expect(met({ when }, [sold])).toBe(12);
  expect(met({ when }, [{ ...sold, occurredAt: at(3600) }])).toBe(3600);
  const rule = revenueRule({ when });
  expect(met(rule, [sold, later('b', 2 * day, {}, sale(5))])).toBe(2 * day);
});

test('of alternatives the first that fits counts, of all the last; what must not be tells no time', () => {
  const entries = [later('a', day, { outcome: 'sold', tags: ['vip'] }), later('b', 2 * day, {}, sale(500))];
  const when = (conditions: Rule['when']) => met({ when: conditions }, entries);
  const [sold, vip, paid] = [{ outcome: 'sold' }, { tags: 'VIP' }, { revenue: { gte: '5' } }];
  expect(when({ any: [{ outcome: 'lost' }, paid, sold] })).toBe(day);
  expect(when({ any: [paid, { status: 'completed' }] })).toBe(40);
  expect(when({ any: [{ status: 'completed' }, { pool: 'web' }] })).toBe(40);
  expect(when({ all: [vip, { talkSeconds: { gte: 5 } }, paid] })).toBe(2 * day);
  expect(when({ not: { outcome: 'lost' } })).toBe(40);
});

test('revenue is enough since the sale that made it so, in the order in which they were made', () => {
  const rule = { when: { revenue: { gte: '10.00' } } };
  const entries = [
    later('a', 5 * day, { occurredAt: at(3 * day) }, sale(400)),
    later('b', day, {}, sale(700)),
    later('c', 6 * day, {}, refund(300)),
    later('d', 8 * day, {}, sale(300)),
  ];
  expect(met(rule, entries.slice(0, 2))).toBe(3 * day);
  expect(met(rule, entries)).toBe(8 * day);
  expect(met({ when: { revenue: { lt: '100' } } }, entries)).toBe(40);
});

test('a share of revenue begins with the first sale, a tier when it is reached', () => {
  const entries = [later('a', day, {}, sale(400)), later('b', 2 * day, {}, sale(700))];
  const value = (one: Rule['conversion']['value']) =>
    met({ when: {}, conversion: { name: 'goal', value: one } }, entries);
  const steps = (from: string) => ({
    tiers: { by: 'revenue' as const, steps: [{ from, amount: '1' }] },
    currency: 'EUR',
  });
  expect(value({ shareOfRevenue: 0.5 })).toBe(day);
  expect(value(steps('5.00'))).toBe(2 * day);
  expect(value(steps('0'))).toBe(day);
  const talk = { by: 'talkSeconds' as const, steps: [{ from: 20, amount: '1' }] };
  expect(value({ tiers: talk, currency: 'EUR' })).toBe(27);
  expect(value({ perMinute: '1.00', currency: 'EUR' })).toBe(40);
});
