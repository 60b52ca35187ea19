import { channels } from '../../../../lambdas/conditions/channels.ts';
import { poolSettings } from '../../../../lambdas/settings/pools/pool-settings.ts';
import { pool } from '../../../../lambdas/settings/pools/stored-pool.ts';

const session = { site: 'shop', kind: 'session', source: 'google', defaultNumber: '+12025550190' };
const fixed = { site: 'shop', kind: 'source', numbers: ['+12025550191'] };

function problemsOf(body: object): string[] {
  const { error } = poolSettings.safeParse(body);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

test.each([
  [{ country: 'XX' }, 'when.0.country: must be an ISO 3166 country code, like DE'],
  [{ country: 'de' }, 'when.0.country: must be an ISO 3166 country code, like DE'],
  [{ region: 'California' }, 'when.0.region: must be an ISO 3166-2 code, like US-CA'],
  [{ region: 'XX-CA' }, 'when.0.region: must be an ISO 3166-2 code, like US-CA'],
  [{ landingPage: 'https://shop.example/' }, 'when.0.landingPage: must be a path like /roofing/*'],
  [{ referrer: '/list' }, 'when.0.referrer: must be a host like partner.example'],
  [{ device: 'phone' }, 'when.0.device: '],
  [{ channel: 'print' }, 'when.0.channel: must be a channel that brings visits to pages'],
  [{ channel: 'mixed' }, 'when.0.channel: must be a channel that brings visits to pages'],
  [{ robot: false }, 'when.0.robot: '],
  [{}, 'when.0: must name at least one field'],
  [{ source: 'x', keyword: 'x' }, 'when.0: Unrecognized key'],
])('refuses the condition %j', (condition, expected) => {
  expect(problemsOf({ ...session, when: [condition] })).toEqual([expect.stringContaining(expected)]);
});

test('robots share a pool with nobody', () => {
  expect(problemsOf({ ...session, when: [{ robot: true }, { source: 'x' }] })).toEqual([
    expect.stringContaining('when: must be for robots in every entry or in none'),
  ]);
  expect(problemsOf({ ...session, when: [{ robot: true }, { robot: true, country: 'US' }] })).toEqual([]);
});

test('only fixed numbers stand behind call assets', () => {
  const ofAd = poolSettings.parse({ ...fixed, channel: 'call-extension', callAsset: true });
  expect(ofAd).toMatchObject({ source: 'google', callAsset: true });
  expect(pool.parse({ ...ofAd, id: 'ads', shown: [] })).toMatchObject({ callAsset: true });
  expect(problemsOf({ ...session, callAsset: true })).toEqual([': Unrecognized key: "callAsset"']);
});

test('a source must be given, or a channel that has one', () => {
  const { source: _, ...withoutSource } = session;
  expect(problemsOf(withoutSource)).toEqual(['source: must be given, or a channel']);
  expect(problemsOf({ ...withoutSource, channel: 'nowhere' })).toEqual([
    'channel: must be on the ready list: GET /v1/channels',
  ]);
});

test('a channel fills in what is not given', () => {
  const { source: _, ...withoutSource } = session;
  expect(poolSettings.parse({ ...withoutSource, channel: 'organic-google' })).toMatchObject({
    channel: 'organic-google',
    source: 'google',
    medium: 'organic',
    when: [{ channel: 'organic-google' }],
  });
  expect(poolSettings.parse({ ...session, channel: 'organic', when: [{ source: 'bing' }] })).toMatchObject({
    source: 'google',
    medium: 'organic',
    when: [{ source: 'bing' }],
  });
  expect(poolSettings.parse({ ...withoutSource, channel: 'mixed' })).toMatchObject({ source: 'mixed', when: [] });
  expect(poolSettings.parse({ ...fixed, channel: 'print', campaign: 'flyer' })).toEqual({
    ...fixed,
    channel: 'print',
    source: 'print',
    campaign: 'flyer',
    order: 100,
    target: 'main',
  });
});

test('a pool whose numbers are on no page leases none', () => {
  expect(problemsOf({ ...session, channel: 'print' })).toEqual(['kind: must be source: print is on no page']);
});

test.each(channels())('the channel $id makes a pool', ({ id, kind }) => {
  const { source: _, ...withoutSource } = session;
  expect(problemsOf({ ...(kind === 'session' ? withoutSource : fixed), channel: id })).toEqual([]);
});

test('a pool stays readable when its country or channel is withdrawn', () => {
  const stored = {
    ...poolSettings.parse({ ...session, when: [] }),
    when: [{ country: 'AN', channel: 'withdrawn' }],
    id: 'old',
    default: { e164: '+12025550190', display: 'x', href: 'x' },
    shards: [],
  };
  expect(pool.parse(stored)).toMatchObject({ when: [{ country: 'AN', channel: 'withdrawn' }] });
});
