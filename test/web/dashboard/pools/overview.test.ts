import { readOverview } from '../../../../web/dashboard/pools/overview.ts';

const status = { pool: 'p', site: 'shop', kind: 'session', size: 3, held: 1, free: 2, unconfirmed: 0, resting: 0 };
const quiet = { ...status, size: 1, held: 0, free: 1 };
const lease = (last: string, shownAt: string) => ({
  number: `+120255501${last}`,
  display: `(202) 555-01${last}`,
  state: 'held',
  visitor: 'usr_1',
  visit: `visit-${last}`,
  confirmed: true,
  shownAt,
  seenAt: shownAt,
  leasedUntil: '2025-06-01T12:20:00.000Z',
  source: 'google',
  medium: 'cpc',
  campaign: 'spring',
  landingPage: 'https://shop.example/',
});

/** Answers by path; says what was asked. */
function api(answers: Record<string, unknown>) {
  const asked: string[] = [];
  const get = (path: string) => {
    asked.push(path);
    return path in answers ? Promise.resolve(answers[path]) : Promise.reject(new Error(`nothing at ${path}`));
  };
  return { get, asked };
}

test('pools, counts, numbers and the visits of all pools, the newest first', async () => {
  const { get } = api({
    '/v1/pools?limit=200': {
      items: [
        {
          id: 'flyer',
          site: 'shop',
          kind: 'source',
          source: 'print',
          numbers: ['+12025550191'],
          shown: [{ e164: '+12025550191', display: '0191', href: 'tel:+12025550191' }],
        },
        {
          id: 'web',
          site: 'shop',
          kind: 'session',
          source: 'mixed',
          default: { e164: '+12025550190', display: '0190', href: 'tel:+12025550190' },
        },
      ],
      cursor: 'a&b',
    },
    '/v1/pools?limit=200&cursor=a%26b': { items: [{ id: 'ads', site: 'shop', kind: 'session', source: 'google' }] },
    '/v1/pools/flyer/status': quiet,
    '/v1/pools/web/status': status,
    '/v1/pools/ads/status': { ...status, size: 300 },
    '/v1/pools/web/leases?limit=200': { items: [lease('01', '2025-06-01T12:00:00.000Z'), 'something else'] },
    '/v1/pools/ads/leases?limit=200': { items: [lease('02', '2025-06-01T12:01:00.000Z')], cursor: 'more' },
    '/v1/pools/web/numbers?limit=200': {
      items: [{ number: '+12025550101', display: '(202) 555-0101', role: 'session', state: 'held' }],
    },
  });
  const overview = await readOverview(get, () => 7);
  expect(overview).toMatchObject({ at: 7, moreVisits: true });
  expect(overview.pools.map(({ pool, status: { held } }) => [pool.id, held])).toEqual([
    ['web', 1],
    ['ads', 1],
    ['flyer', 0],
  ]);
  expect(overview.pools[0]).toMatchObject({
    pool: { default: { display: '0190' } },
    numbers: [{ number: '+12025550101', state: 'held' }],
  });
  expect(overview.pools[2]!.pool.shown).toMatchObject([{ e164: '+12025550191', display: '0191' }]);
  expect(overview.visits).toMatchObject([
    { pool: 'ads', visit: 'visit-02' },
    {
      pool: 'web',
      visit: 'visit-01',
      campaign: 'spring',
      confirmed: true,
      shownAt: '2025-06-01T12:00:00.000Z',
    },
  ]);
});

test('pools that hold nothing are asked for their counts only', async () => {
  const { get, asked } = api({
    '/v1/pools?limit=200': { items: [{ id: 'web', site: 'shop', kind: 'session', source: 'mixed' }] },
    '/v1/pools/web/status': { ...quiet, size: 0, free: 0 },
  });
  expect((await readOverview(get, () => 0)).visits).toEqual([]);
  expect(asked).toEqual(['/v1/pools?limit=200', '/v1/pools/web/status']);
});

test('what the API refuses is told to whoever asked', async () => {
  await expect(readOverview(api({}).get, () => 0)).rejects.toThrow('nothing at /v1/pools');
});

test('a pool of a kind that only a newer version knows is shown by what all have; one that the API does not know itself is not', async () => {
  const { get } = api({
    '/v1/pools?limit=200': {
      items: [
        { id: 'far', site: 'shop', kind: 'satellite', source: 'orbit', orbit: 7 },
        { id: 'newer', site: 'shop', unsupported: true },
      ],
    },
    '/v1/pools/far/status': { ...quiet, kind: 'satellite', signal: 'weak' },
  });
  const { pools } = await readOverview(get, () => 0);
  expect(pools.map(({ pool: { id, kind, source } }) => [id, kind, source])).toEqual([['far', 'satellite', 'orbit']]);
});
