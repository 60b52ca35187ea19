import type { Match } from '../../../../lambdas/calls/match/match.ts';
import { defaultRoute, routeTakenBy } from '../../../../lambdas/calls/routing/call-route.ts';
import { imagine, imaginedRinging } from '../../../../lambdas/calls/routing/explain-imagined.ts';
import { explainRoute } from '../../../../lambdas/calls/routing/explain-route.ts';
import type { RouteFacts } from '../../../../lambdas/calls/routing/route-facts.ts';
import { routesSettings } from '../../../../lambdas/calls/routing/route-settings.ts';
import { e164 } from '../../../../lambdas/settings/e164.ts';
import { readKnownSite } from '../../../../lambdas/settings/sites/site.ts';

const at = Date.parse('2026-01-14T10:00:00Z');
const match: Match = {
  method: 'none',
  confidence: 0,
  reason: '',
  site: 'unknown',
  source: 'unknown',
  medium: 'unknown',
  candidates: [],
  linkedVisits: [],
  visit: null,
};
const facts: RouteFacts = { call: imaginedRinging({ site: 'shop' }, at), match, caller: { purchases: 2 } };

const everything = {
  site: 'shop',
  source: 'google',
  medium: 'cpc',
  campaign: 'spring',
  keyword: 'roof',
  landingPage: 'https://shop.example/roofing/flat',
  referrer: 'https://partner.example/',
  device: 'mobile',
  firstTimeCaller: false,
  callerList: 'allow',
  purchases: 3,
  valueSoFar: 99.5,
  spamScore: 40,
  share: 12,
} as const;

test('all that is imagined can be asked for', () => {
  const when = {
    source: 'google',
    medium: 'cpc',
    campaign: 'spring',
    keyword: 'roof',
    landingPage: '/roofing/*',
    referrer: 'partner.example',
    device: 'mobile',
    firstTimeCaller: false,
    callerList: 'allow',
    purchases: { gte: 3, lte: 3 },
    valueSoFar: { gt: 99 },
    spamScore: { gte: 40, lte: 40 },
    share: { lt: 13 },
  };
  const routes = routesSettings.parse([{ name: 'it', when, whisper: '{source} {medium} {campaign} {keyword} {pool}' }]);
  const site = readKnownSite({ id: 'shop', name: 'Shop', siteKey: 'pk', origins: [], routes })!;
  expect(explainRoute(imagine(facts, everything), site)).toMatchObject({
    site: 'shop',
    at: '2026-01-14T10:00:00.000Z',
    route: { name: 'it', action: 'default', whisper: 'google cpc spring roof', source: 'google' },
    spam: { score: 40 },
    routes: [{ name: 'it', verdict: 'chosen' }],
  });
});

test('what is not imagined stays as it is known', () => {
  expect(imagine(facts, { site: 'shop' })).toMatchObject({
    match: { method: 'none', visit: null },
    caller: { purchases: 2 },
  });
  const known = {
    ...match,
    visit: { id: 'v', visitor: 'anna', shownAt: 1, source: 'bing', medium: 'cpc', keyword: 'tile' },
  };
  const told = imagine({ ...facts, match: known }, { site: 'shop', campaign: 'may' });
  expect(told.match.visit).toMatchObject({ visitor: 'anna', keyword: 'tile', campaign: 'may' });
  const ofMay = { ...facts, match: { ...known, campaign: 'may' } };
  expect(imagine(ofMay, { site: 'shop', source: 'google' }).match).toMatchObject({ source: 'google', campaign: 'may' });
});

test('of a call that was it says where it went, and of each route what was asked', () => {
  const routes = routesSettings.parse([
    { name: 'Bing', when: { source: 'bing' }, reject: true },
    { name: 'All', reject: true },
    { name: 'Late', reject: true },
  ]);
  const site = readKnownSite({ id: 'shop', name: 'Shop', siteKey: 'pk', origins: [], routes })!;
  const taken = routeTakenBy({ ...defaultRoute('c'), reason: 'r' });
  const found = explainRoute({ ...facts, match: { ...match, method: 'source', source: 'print' } }, site, taken);
  expect(found.taken).toEqual({ action: 'default', reason: 'r' });
  expect(found.routes).toEqual([
    { name: 'Bing', verdict: 'does-not-fit', conditions: ['no   all of', 'no     source is print; wanted bing'] },
    { name: 'All', verdict: 'chosen', conditions: ['yes  no conditions: every call'] },
    { name: 'Late', verdict: 'not-asked', conditions: [] },
  ]);
});

test.each([
  [undefined, undefined],
  [null, { kind: 'withheld' }],
  ['+12025550155', { kind: 'number', number: '+12025550155' }],
])('who calls from %j', (from, caller) => {
  expect(
    imaginedRinging({ site: 'shop', ...(from !== undefined && { from: from === null ? null : e164.parse(from) }) }, at)
      .caller,
  ).toEqual(caller);
});

test('of a route its call keeps where it went', () => {
  const route = { ...defaultRoute('c'), reason: 'r', queue: 'arn:q', phones: ['+12025550151'] };
  expect(routeTakenBy(route)).toEqual({ action: 'default', reason: 'r' });
  expect(routeTakenBy({ ...route, action: 'queue' })).toEqual({ action: 'queue', queue: 'arn:q', reason: 'r' });
  expect(routeTakenBy({ ...route, action: 'phones', route: 'n' })).toEqual({
    name: 'n',
    action: 'phones',
    phones: ['+12025550151'],
    reason: 'r',
  });
});
