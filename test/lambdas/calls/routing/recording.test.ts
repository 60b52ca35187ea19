import type { Match } from '../../../../lambdas/calls/match/match.ts';
import { routeOfSite } from '../../../../lambdas/calls/routing/call-route.ts';
import { readKnownPool } from '../../../../lambdas/settings/pools/pool.ts';
import { readKnownSite, type Site } from '../../../../lambdas/settings/sites/site.ts';

const shop = (more: object = {}): Site | undefined =>
  readKnownSite({ id: 'shop', name: 'Shop', siteKey: 'pk', origins: [], ...more });
const match: Match = {
  method: 'none',
  confidence: 0,
  reason: '',
  site: 'shop',
  source: 'unknown',
  medium: 'none',
  candidates: [],
  linkedVisits: [],
  visit: null,
};

test.each([
  [{}, undefined, 'off'],
  [{ record: 'on' }, undefined, 'on'],
  [{ record: 'on' }, 'off', 'off'],
  [{ record: 'off' }, 'ask', 'ask'],
  // What only a newer version knows is no permission.
  [{ record: 'on-tuesdays' }, undefined, 'off'],
] as const)('a site %j with a pool that says %s: %s', (site, pool, record) => {
  expect(routeOfSite('call', match, shop(site), pool)).toMatchObject({ record });
});

test('callers are spoken to in the language of the site', () => {
  expect(routeOfSite('call', match, shop({ language: 'de-AT' })).language).toBe('de-AT');
  expect(routeOfSite('call', match, shop()).language).toBe('en-US');
  expect(routeOfSite('call', match, undefined).language).toBe('en-US');
});

test('a pool of before says nothing of it, one of a newer version no permission', () => {
  const pool = { id: 'p', site: 'shop', kind: 'page', source: 's', when: [] };
  expect(readKnownPool(pool)?.record).toBeUndefined();
  expect(readKnownPool({ ...pool, record: 'ask' })?.record).toBe('ask');
  expect(readKnownPool({ ...pool, record: 'whatever' })?.record).toBe('off');
});
