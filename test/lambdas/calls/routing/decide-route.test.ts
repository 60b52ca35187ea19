import fc from 'fast-check';
import type { Match } from '../../../../lambdas/calls/match/match.ts';
import { decideRoute } from '../../../../lambdas/calls/routing/decide-route.ts';
import { callShare } from '../../../../lambdas/calls/routing/route-conditions.ts';
import type { RouteFacts } from '../../../../lambdas/calls/routing/route-facts.ts';
import { routesSettings } from '../../../../lambdas/calls/routing/route-settings.ts';
import { readKnownSite, type Site } from '../../../../lambdas/settings/sites/site.ts';
import { exampleRoutes, routeMoments } from '../../../docs/route-moments.ts';

const match: Match = {
  method: 'source',
  confidence: 1,
  reason: '',
  site: 'shop',
  pool: 'print',
  source: 'google',
  medium: 'cpc',
  campaign: 'Spring sale <b>',
  candidates: [],
  linkedVisits: [],
  visit: null,
};

function siteWith(more: object): Site {
  const site = readKnownSite({ id: 'shop', name: 'Shop', siteKey: 'pk', origins: [], ...more });
  if (site === undefined) throw new Error('this is no site');
  return site;
}

function factsAt(at: string, site: Site, more: Partial<RouteFacts> = {}): RouteFacts {
  const call = {
    id: 'call-1',
    startedAt: Date.parse(at),
    caller: { kind: 'number' as const, number: '+493023125077' },
  };
  return { call, match, caller: {}, timeZone: site.timeZone, holidays: site.holidays, ...more };
}

/** The name of the route that takes the call. */
function taker(when: object, facts: Partial<RouteFacts> = {}, at = '2026-01-14T10:00:00Z'): string {
  const routes = routesSettings.parse([{ name: 'it', when, reject: true }]);
  const site = siteWith({ timeZone: 'Europe/Berlin', routes, holidays: [{ date: '02-29' }] });
  return decideRoute(factsAt(at, site, facts), site).route.route;
}

test('there are fifty moments and more', () => {
  expect(routeMoments.length).toBeGreaterThan(50);
});

test.each(routeMoments)('$at of $from: "$route", as $because', ({ at, from, route, ...known }) => {
  const site = siteWith(exampleRoutes);
  const { valueSoFar, spamScore, share } = known;
  const facts = factsAt(at, site, {
    call: { id: 'call-1', startedAt: Date.parse(at), caller: { kind: 'number', number: from } },
    caller: { valueSoFar, spam: { score: spamScore, reasons: [] } },
    share,
  });
  expect(decideRoute(facts, site).route.route).toBe(route);
});

test('a site without routes goes its own way, as before there were any', () => {
  const site = siteWith({ route: { queue: 'arn:q', forwardTo: ['+12025550151', '+12025550152'] } });
  expect(decideRoute(factsAt('2026-01-14T10:00:00Z', site), site).route).toMatchObject({
    route: '',
    action: 'phones',
    queue: 'arn:q',
    phones: ['+12025550151', '+12025550152'],
    ringSeconds: 10,
    whisper: 'Call from google Spring sale b',
  });
});

test('a route says the way, the rest stays the site’s', () => {
  const routes = routesSettings.parse([
    {
      name: 'Words',
      when: { source: 'google' },
      whisper: '{source}: {campaign}, {keyword}',
      record: 'ask',
      skill: 'roofs',
    },
    { name: 'Never', forwardTo: ['+12025550153'] },
  ]);
  const site = siteWith({ route: { forwardTo: ['+12025550151'] }, routes });
  const { route, routes: judged } = decideRoute(factsAt('2026-01-14T10:00:00Z', site), site);
  expect(route).toMatchObject({
    route: 'Words',
    action: 'phones',
    phones: ['+12025550151'],
    whisper: 'google Spring sale b',
    screenText: 'google cpc Spring sale b',
    record: 'ask',
    skill: 'roofs',
    reason: 'Route "Words": It fits: source is google.',
  });
  expect(judged.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['Words', 'chosen'],
    ['Never', 'not-asked'],
  ]);
});

test('calls go to the queue of a route, to that of the site, or where all go', () => {
  const routes = routesSettings.parse([
    { name: 'Sales', when: { source: 'bing' }, queue: 'arn:aws:connect:eu-central-1:123456789012:instance/i/queue/q' },
    { name: 'Text', when: { medium: 'cpc' }, screenText: 'From {source}, pool {pool}' },
  ]);
  const routeOf = (more: object, facts: Partial<RouteFacts> = {}) => {
    const site = siteWith(more);
    return decideRoute(factsAt('2026-01-14T10:00:00Z', site, facts), site).route;
  };
  expect(routeOf({ routes }, { match: { ...match, source: 'bing' } })).toMatchObject({
    action: 'queue',
    queue: expect.stringMatching(/queue.q$/),
    phones: [],
  });
  expect(routeOf({ routes, route: { queue: 'arn:q' } })).toMatchObject({
    route: 'Text',
    action: 'queue',
    queue: 'arn:q',
    screenText: 'From google pool print',
  });
  expect(routeOf({ routes }, { match: { ...match, medium: 'print' } })).toMatchObject({ route: '', action: 'default' });
});

test('of a call that nothing is known of, the agent is told nothing', () => {
  const routes = routesSettings.parse([{ name: 'All', whisper: 'A call {source} {medium}' }]);
  const site = siteWith({ routes });
  const unknown: Match = { ...match, method: 'none', source: 'unknown', medium: 'unknown' };
  expect(decideRoute(factsAt('2026-01-14T10:00:00Z', site, { match: unknown }), site).route).toMatchObject({
    whisper: 'A call',
    found: false,
  });
});

test('a blocked number is rejected before any route is asked', () => {
  const site = siteWith({
    route: { forwardTo: ['+12025550150'] },
    routes: routesSettings.parse([{ name: 'All', forwardTo: ['+12025550151'] }]),
  });
  const { route } = decideRoute(factsAt('2026-01-14T10:00:00Z', site, { caller: { list: 'block' } }), site);
  expect(route).toMatchObject({ action: 'reject', phones: [], route: '', reason: expect.stringContaining('blocks') });
});

test('what only a newer version knows is passed over, and said', () => {
  const routes = [
    { name: 'Moon', when: { moon: 'full' }, forwardTo: ['+12025550151'] },
    7,
    { name: 'All', when: {}, forwardTo: ['+12025550152'] },
  ];
  const site = siteWith({ routes });
  const { route, routes: judged } = decideRoute(factsAt('2026-01-14T10:00:00Z', site), site);
  expect(route.route).toBe('All');
  expect(judged.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['Moon', 'unsupported'],
    ['route 2', 'unsupported'],
    ['All', 'chosen'],
  ]);
  const others = siteWith({ routes: routes.toReversed() });
  expect(decideRoute(factsAt('2026-01-14T10:00:00Z', others), others).routes.map(({ name }) => name)).toEqual([
    'All',
    'route 2',
    'Moon',
  ]);
  const [unsupported] = decideRoute(factsAt('2026-01-14T10:00:00Z', site), siteWith({ routes: { main: [] } })).routes;
  expect(unsupported).toEqual({ name: 'routes', verdict: 'unsupported' });
});

test('what nobody knows fits neither a condition nor its contrary', () => {
  const withheld = { call: { id: 'c', startedAt: Date.parse('2026-01-14T10:00:00Z') } };
  expect(taker({ purchases: { gte: 1 } }, withheld)).toBe('');
  expect(taker({ not: { purchases: { gte: 1 } } }, withheld)).toBe('');
  expect(taker({ purchases: { lt: 1 } }, { caller: { purchases: 0 } })).toBe('it');
  expect(taker({ withheld: true }, withheld)).toBe('it');
  expect(taker({ withheld: false }, withheld)).toBe('');
  expect(taker({ withheld: false })).toBe('it');
  expect(taker({ caller: '*' }, withheld)).toBe('');
  expect(taker({ callerList: 'allow' })).toBe('');
  expect(taker({ caller: '+4930*' })).toBe('it');
  expect(taker({ caller: '+4940*' })).toBe('');
  expect(taker({ callerList: ['allow', 'ours'] }, { caller: { list: 'ours' } })).toBe('it');
});

test('29 February is a holiday in leap years alone', () => {
  expect(taker({ holiday: true }, {}, '2028-02-29T10:00:00Z')).toBe('it');
  expect(taker({ holiday: true }, {}, '2026-03-01T10:00:00Z')).toBe('');
  expect(taker({ hours: { days: ['holiday'], from: '09:00', to: '24:00' } }, {}, '2028-02-29T22:59:00Z')).toBe('it');
});

test('shares are the same whoever asks, and as large as they say', () => {
  const of = (count: number, below: number) =>
    Array.from({ length: count }, (_, index) => callShare(`call-${index}`) ?? -1).filter((share) => share < below)
      .length;
  expect(of(10_000, 30) / 10_000).toBeCloseTo(0.3, 1);
  expect(callShare('')).toBeUndefined();
  const share = callShare('call-1') ?? -1;
  expect(taker({ share: { lte: share } })).toBe('it');
  expect(taker({ share: { gt: share } })).toBe('');
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (id) => {
      const share = callShare(id) ?? -1;
      expect(share).toBe(callShare(id));
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThan(100);
    }),
  );
});

test('one of hours and the other hours of a day always holds', () => {
  const day = ['00:00', '09:00', '17:30', '24:00'];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (time) => {
      const at = new Date(time).toISOString();
      const within = [1, 2, 3].filter(
        (index) => taker({ hours: { from: day[index - 1], to: day[index] } }, {}, at) === 'it',
      );
      expect(within).toHaveLength(1);
    }),
    { numRuns: 50 },
  );
});
