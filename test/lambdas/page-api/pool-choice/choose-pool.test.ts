import { choosePool, fallbackPools } from '../../../../lambdas/page-api/pool-choice/choose-pool.ts';
import type { PagePool, Pool, SourcePool } from '../../../../lambdas/settings/pools/pool.ts';
import { fictionalNumber, poolOf } from '../../leases/pool-of-slots.ts';

const ads = poolOf('ads', {
  order: 10,
  source: 'google',
  medium: 'cpc',
  when: [{ clickId: 'gclid' }, { source: 'google', medium: 'cpc' }],
});
const spring = poolOf('spring', {
  order: 5,
  source: 'google',
  medium: 'cpc',
  when: [{ source: 'google', campaign: 'Spring' }],
});
const moreAds = poolOf('more-ads', { order: 20, source: 'Google', medium: 'cpc', when: [{ source: 'never' }] });
const organic = poolOf('organic', { order: 15, source: 'google', medium: 'organic', when: [{ medium: 'organic' }] });
const last = poolOf('last', { order: 1 });
const header = poolOf('header', { order: 1, target: 'header' });
const number = fictionalNumber(291);
const print: SourcePool = {
  id: 'print',
  site: 'shop',
  kind: 'source',
  order: 1,
  source: 'print',
  target: 'main',
  numbers: [number],
  shown: [{ e164: number, display: 'x', href: 'x' }],
};
const news: SourcePool = { ...print, id: 'news', order: 30, source: 'news', when: [{ source: 'news' }] };
const own: PagePool = {
  id: 'own',
  site: 'shop',
  kind: 'page',
  order: 40,
  source: 'fair',
  target: 'main',
  when: [{ source: 'fair' }],
};
const pools: readonly Pool[] = [last, print, header, moreAds, own, news, organic, ads, spring];

const visit = (source: string, medium: string, more = {}) => ({ source, medium, ...more });

test.each([
  ['any of the alternatives: a click id', visit('x', 'y', { clickIds: { gclid: 'a' } }), 'ads'],
  ['any of the alternatives: source and medium', visit('google', 'cpc'), 'ads'],
  ['all fields of an alternative', visit('google', 'x', { campaign: 'other' }), 'last'],
  ['the lowest order first', visit('google', 'cpc', { campaign: 'spring' }), 'spring'],
  ['words in any case', visit('Google', 'CPC'), 'ads'],
  ['a medium alone', visit('bing', 'organic'), 'organic'],
  ['a static pool with conditions', visit('news', 'email'), 'news'],
  ['a page that keeps its own number', visit('fair', 'x'), 'own'],
  ['the last resort after all others, whatever its order', visit('direct', 'none'), 'last'],
])('chooses by %s', (_, facts, expected) => {
  expect(choosePool(pools, 'main', facts)?.id).toBe(expected);
});

test('a target is served by its own pools only', () => {
  expect(choosePool(pools, 'header', visit('google', 'cpc'))?.id).toBe('header');
  expect(choosePool(pools, 'footer', visit('google', 'cpc'))).toBeUndefined();
});

test('ties go by id', () => {
  const twins = [poolOf('b'), poolOf('a')];
  expect(choosePool(twins, 'main', visit('direct', 'none'))?.id).toBe('a');
});

test('a pool for print only is for no page', () => {
  expect(choosePool([print], 'main', visit('direct', 'none'))).toBeUndefined();
});

test("falls back to later pools of the same source and medium, never to another source's", () => {
  expect(fallbackPools(pools, spring).map(({ id }) => id)).toEqual(['ads', 'more-ads']);
  expect(fallbackPools(pools, ads).map(({ id }) => id)).toEqual(['more-ads']);
  expect(fallbackPools(pools, organic)).toEqual([]);
  expect(
    fallbackPools([...pools, poolOf('far', { source: 'google', medium: 'cpc', target: 'header' })], moreAds),
  ).toEqual([]);
});

test('the last resort is asked last, and so it is fallen back to last, whatever its order', () => {
  const resort = poolOf('resort', { order: 1, source: 'google', medium: 'cpc' });
  expect(fallbackPools([resort, ...pools], spring).map(({ id }) => id)).toEqual(['ads', 'more-ads', 'resort']);
  expect(fallbackPools([resort, ...pools], resort)).toEqual([]);
});

describe('robots', () => {
  const crawlers = poolOf('crawlers', { order: 50, when: [{ robot: true }] });
  const withRobots = [...pools, crawlers];
  const robot = { isRobot: true };

  test('get the pool that is for them, before all others', () => {
    expect(choosePool(withRobots, 'main', visit('google', 'cpc', robot))?.id).toBe('crawlers');
  });

  test('get what everybody gets where no pool for them fits', () => {
    const american = poolOf('american', { order: 1, when: [{ robot: true, country: 'US' }] });
    expect(choosePool([...pools, american], 'main', visit('google', 'cpc', robot))?.id).toBe('ads');
    expect(choosePool([...pools, american], 'main', visit('x', 'y', { ...robot, country: 'US' }))?.id).toBe('american');
  });

  test('have it to themselves: nobody gets it by a rule, as a last resort, or when another pool is full', () => {
    expect(choosePool(withRobots, 'main', visit('google', 'cpc'))?.id).toBe('ads');
    expect(choosePool([crawlers], 'main', visit('google', 'cpc'))).toBeUndefined();
    expect(fallbackPools([...pools, { ...crawlers, order: 500 }], last)).toEqual([]);
  });
});

test('local numbers fall back to later pools of their source', () => {
  const local = { source: 'google', medium: 'cpc' };
  const state = (id: string, order: number, region: string) =>
    poolOf(id, { ...local, order, when: [{ medium: 'cpc', region }] });
  const everywhere = poolOf('us', { ...local, order: 30, when: [{ medium: 'cpc' }] });
  const states = [state('ca', 10, 'US-CA'), state('nv', 20, 'US-NV'), everywhere, organic];
  expect(choosePool(states, 'main', visit('google', 'cpc', { region: 'US-NV' }))?.id).toBe('nv');
  expect(choosePool(states, 'main', visit('google', 'cpc', { region: 'US-TX' }))?.id).toBe('us');
  expect(fallbackPools(states, states[0]!).map(({ id }) => id)).toEqual(['nv', 'us']);
});
