import { freshTables, request, shop, shopAds } from './management-client.ts';

beforeAll(freshTables);

test('numbers are taken as people write them, and told in E.164', async () => {
  const marked = '\u202a+49 30 23125-999\u202c';
  const site = await request('PUT /v1/sites/shop', { ...shop, swap: { numbers: [marked] } });
  expect(site).toMatchObject({ status: 201, body: { swap: { numbers: ['+493023125999'] } } });
  const pool = await request('PUT /v1/pools/ads', { ...shopAds, defaultNumber: '0049 (30) 23125 000' });
  expect(pool).toMatchObject({ status: 201, body: { defaultNumber: '+493023125000' } });
  const numbers = ['+49 30 23125-101', '＋４９３０２３１２５１０２', '+493023125101', '030 23125103'];
  const added = await request('POST /v1/pools/ads/numbers', { numbers });
  expect(added).toMatchObject({
    status: 200,
    body: {
      results: [
        { number: '+493023125101', result: 'added' },
        { number: '+493023125102', result: 'added' },
        { number: '+493023125101', result: 'added' },
        { number: '030 23125103', result: 'refused' },
      ],
    },
  });
});
