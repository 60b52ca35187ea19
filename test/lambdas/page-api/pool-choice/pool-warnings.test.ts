import { channels } from '../../../../lambdas/conditions/channels.ts';
import type { PoolCondition } from '../../../../lambdas/conditions/fields/matching.ts';
import { poolWarnings } from '../../../../lambdas/page-api/pool-choice/pool-warnings.ts';
import type { Pool } from '../../../../lambdas/settings/pools/pool.ts';
import { poolOf } from '../../leases/pool-of-slots.ts';

const pool = (id: string, order: number, when: PoolCondition[], more: Partial<Pool> = {}): Pool =>
  poolOf(id, { order, source: id, when, ...more } as Parameters<typeof poolOf>[1]);

/** What is said of the second pool beside the first. */
function warningsOf(first: PoolCondition[], second: PoolCondition[], more: Partial<Pool> = {}): string[] {
  return poolWarnings([pool('one', 10, first), pool('two', 20, second, more)], 'two');
}

test('a pool whose visits an earlier one takes is never chosen', () => {
  const expected = 'one comes before two (order 10 before 20) and takes all visits of two: two never gets them';
  expect(warningsOf([{ medium: 'cpc' }], [{ source: 'google', medium: 'cpc' }])).toEqual([expected]);
  expect(warningsOf([{ source: 'x' }, { source: 'Y' }], [{ source: 'y', device: 'mobile' }])).toEqual([expected]);
  expect(warningsOf([{ channel: 'paid' }], [{ channel: 'paid-google' }])).toEqual([expected]);
  expect(warningsOf([{ medium: 'cpc' }], [{ clickId: 'gclid' }])).toEqual([expected]);
  expect(warningsOf([{ country: 'US' }], [{ region: 'US-CA' }])).toEqual([expected]);
  expect(warningsOf([{ landingPage: '/roof*' }], [{ landingPage: 'shop.example/roofing/*' }])).toEqual([expected]);
  expect(warningsOf([{ referrer: 'partner.example' }], [{ referrer: 'news.partner.example/list/*' }])).toEqual([
    expected,
  ]);
  expect(warningsOf([{ robot: true }], [{ robot: true, country: 'US' }])).toEqual([expected]);
  expect(warningsOf([{ medium: 'cpc' }], [{ medium: 'cpc' }])).toEqual([expected]);
});

test('the same is told of the pool that takes them', () => {
  const pools = [pool('one', 10, [{ medium: 'cpc' }]), pool('two', 20, [{ medium: 'cpc', country: 'US' }])];
  expect(poolWarnings(pools, 'one')).toEqual(poolWarnings(pools, 'two'));
});

test('a pool of the same source still is where the earlier one falls back to', () => {
  expect(warningsOf([{ medium: 'cpc' }], [{ medium: 'cpc' }], { source: 'one' })).toEqual([
    'one comes before two (order 10 before 20) and takes all visits of two: two gets them only when one is exhausted',
  ]);
});

test('some of its conditions are named', () => {
  expect(warningsOf([{ medium: 'cpc' }], [{ source: 'news' }, { medium: 'cpc', country: 'US' }])).toEqual([
    'one comes before two (order 10 before 20) and takes all visits of two with medium cpc and country US: two never gets them',
  ]);
});

test('visits that fit both without either being narrower are told whose they are', () => {
  expect(warningsOf([{ medium: 'cpc' }], [{ country: 'US' }])).toEqual([
    "one comes before two (order 10 before 20): a visit with medium cpc as well as country US is one's",
  ]);
});

test('of two last resorts the second is never asked, of ties the ids decide', () => {
  expect(poolWarnings([pool('b', 1, []), pool('a', 1, [])], 'b')).toEqual([
    'a (order 1) and b (order 1) are the last resort, without conditions: a takes all visits, b never gets them',
  ]);
  expect(poolWarnings([pool('b', 1, [{ medium: 'x' }]), pool('a', 1, [{ medium: 'x' }])], 'b')).toEqual([
    'a comes before b (by their ids: both have order 1) and takes all visits of b: b never gets them',
  ]);
});

test('a condition that no visit can meet is told', () => {
  expect(poolWarnings([pool('one', 1, [{ country: 'DE', region: 'US-CA' }])], 'one')).toEqual([
    'one: no visit can have country DE and region US-CA',
  ]);
  expect(poolWarnings([pool('one', 1, [{ channel: 'organic', medium: 'cpc' }])], 'one')).toHaveLength(1);
  expect(poolWarnings([pool('one', 1, [{ clickId: 'gclidd' }, { clickId: 'GCLID' }])], 'one')).toEqual([
    'one: no visit can have click id gclidd',
  ]);
  const spaced = ['source', 'medium', 'campaign', 'city'].map((field) => ({ [field]: 'two  words ' }));
  expect(poolWarnings([pool('one', 1, [...spaced, { source: 'two words' }])], 'one')).toHaveLength(spaced.length);
});

test('tags may name the source of an ad otherwise than its click id, but not against an auto-tag', () => {
  expect(poolWarnings([pool('one', 1, [{ clickId: 'msclkid', source: 'microsoft' }])], 'one')).toEqual([]);
  expect(poolWarnings([pool('one', 1, [{ clickId: 'gclid', source: 'microsoft' }])], 'one')).toHaveLength(1);
});

test.each<[string, PoolCondition[], PoolCondition[]]>([
  ['the narrow rule comes first', [{ medium: 'cpc', region: 'US-CA' }], [{ medium: 'cpc' }]],
  ['they have nothing in common', [{ medium: 'cpc' }], [{ medium: 'organic' }]],
  ['regions are of different countries', [{ region: 'US-CA' }], [{ country: 'DE' }]],
  ['pages are different', [{ landingPage: '/a/*' }], [{ landingPage: '/b/*' }]],
  ['referrers are different', [{ referrer: 'a.example' }], [{ referrer: 'b.example' }]],
  ['the click ids are of different sources', [{ clickId: 'gclid' }], [{ clickId: 'msclkid' }]],
  ['the other is the last resort', [{ medium: 'cpc' }], []],
  ['it is the last resort, whatever its order', [], [{ medium: 'cpc' }]],
  ['one is for robots', [{ robot: true }], [{ country: 'US' }]],
])('nothing is told when %s', (_, first, second) => {
  expect(warningsOf(first, second)).toEqual([]);
});

test('pools of different targets are in nobody’s way', () => {
  expect(warningsOf([{ medium: 'cpc' }], [{ medium: 'cpc' }], { target: 'header' })).toEqual([]);
});

test('a static pool for print is in nobody’s way', () => {
  const { when: _, ...print } = pool('print', 1, []);
  expect(poolWarnings([print as Pool, pool('two', 20, [])], 'two')).toEqual([]);
  expect(poolWarnings([print as Pool, pool('two', 20, [])], 'print')).toEqual([]);
});

test('the ready list goes together, narrow channels before wide ones', () => {
  const narrowFirst = channels()
    .filter(({ when }) => when !== undefined)
    .toSorted((left, right) => rank(left.id) - rank(right.id))
    .map(({ id, when }, index) => pool(id, index, when!.length === 0 ? [] : [{ channel: id }]));
  expect(narrowFirst.flatMap(({ id }) => poolWarnings(narrowFirst, id))).toEqual([]);
});

function rank(id: string): number {
  if (id === 'business-profile') return -1;
  return id.includes('-') ? 0 : 1;
}
