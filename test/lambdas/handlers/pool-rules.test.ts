import { channels } from '../../../lambdas/conditions/channels.ts';
import { freshTables, request, shop, shopAds } from './management-client.ts';

let tables: Awaited<ReturnType<typeof freshTables>>;
beforeEach(async () => {
  tables = await freshTables();
  await request('PUT /v1/sites/shop', { ...shop, country: 'US' });
});

const pool = (number: string, more: object) => ({
  site: 'shop',
  kind: 'session',
  source: 'google',
  defaultNumber: `+12025550${number}`,
  ...more,
});

test('overlapping rules are said to both pools, as long as they overlap', async () => {
  const wide = pool('190', { order: 10, source: 'any', when: [{ medium: 'cpc' }] });
  const narrow = pool('191', { order: 20, when: [{ source: 'google', medium: 'cpc' }] });
  expect((await request('PUT /v1/pools/wide', wide)).body).not.toHaveProperty('warnings');
  const warnings = [
    'wide comes before narrow (order 10 before 20) and takes all visits of narrow: narrow never gets them',
  ];
  expect(await request('PUT /v1/pools/narrow', narrow)).toMatchObject({ status: 201, body: { warnings } });
  expect(await request('GET /v1/pools/wide')).toMatchObject({ body: { warnings } });
  expect((await request('GET /v1/pools')).body.items).toEqual([
    expect.not.objectContaining({ warnings }),
    expect.not.objectContaining({ warnings }),
  ]);
  expect((await request('PUT /v1/pools/narrow', { ...narrow, order: 5 })).body).not.toHaveProperty('warnings');
});

test('a country that does not exist is a 400 that names the field', async () => {
  const answer = await request('PUT /v1/pools/web', pool('190', { when: [{ medium: 'cpc' }, { country: 'UK' }] }));
  expect(answer).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'when[1].country', detail: 'must be an ISO 3166 country code, like DE' }] },
  });
});

test('every rule is told back as it was given', async () => {
  const when = [
    { landingPage: '/roofing/*', referrer: 'partner.example', country: 'US', region: 'US-CA', city: 'San Jose' },
    { device: 'mobile', channel: 'organic' },
  ];
  await request('PUT /v1/pools/web', pool('190', { when }));
  expect(await request('GET /v1/pools/web')).toMatchObject({ body: { when } });
});

test('whoever has a key sees the channels, and a pool is made with one', async () => {
  const crm = await tables.addKey({ role: 'crm', source: 'crm' });
  expect(await request('GET /v1/channels', undefined, crm)).toEqual({ status: 200, body: { items: channels() } });
  const { source: _, ...withoutSource } = pool('190', { channel: 'organic' });
  expect(await request('PUT /v1/pools/web', withoutSource)).toMatchObject({
    status: 201,
    body: { channel: 'organic', source: 'organic', medium: 'organic', when: [{ channel: 'organic' }] },
  });
});

test('numbers that are not what the pool wants are refused, with the reason', async () => {
  await request('PUT /v1/pools/web', pool('190', { numberKind: 'local', areaCodes: ['415', '628'] }));
  const numbers = ['+14155550101', '+18005550101', '+12125550101'];
  expect(await request('POST /v1/pools/web/numbers', { numbers })).toMatchObject({
    status: 200,
    body: {
      results: [
        { result: 'added' },
        { result: 'refused', detail: 'is toll-free, not local, as the pool wants' },
        { result: 'refused', detail: "begins with none of the pool's area codes: 415, 628" },
      ],
    },
  });
  expect(await request('POST /v1/pools/web/numbers', { numbers: ['+18005550102'] })).toMatchObject({ status: 409 });
  const answer = await request('PUT /v1/pools/other', pool('191', { areaCodes: ['(415)'] }));
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'areaCodes[0]' }] } });
});

test('a pool that no rule concerns has no warnings', async () => {
  expect((await request('PUT /v1/pools/shop-ads', shopAds)).body).not.toHaveProperty('warnings');
});
