import { type Answer, freshTables, request, shop, shopAds, shopPrint } from './management-client.ts';

let tables: Awaited<ReturnType<typeof freshTables>>;
beforeEach(async () => {
  tables = await freshTables();
});

async function shopWithPools() {
  expect(await request('PUT /v1/sites/shop', shop)).toMatchObject({ status: 201 });
  expect(await request('PUT /v1/pools/shop-ads', shopAds)).toMatchObject({ status: 201 });
  expect(await request('PUT /v1/pools/shop-print', shopPrint)).toMatchObject({ status: 201 });
}

const fields = (answer: Answer) => answer.body.errors.map(({ field }) => field);

test('the smallest settings work as documented, and are told back', async () => {
  const { country: _, ...smallest } = shop;
  expect(await request('PUT /v1/sites/shop', smallest)).toMatchObject({
    status: 201,
    body: { id: 'shop', consentDefault: 'granted', ...smallest },
  });
  expect(await request('PUT /v1/pools/shop-ads', shopAds)).toEqual({
    status: 201,
    body: {
      id: 'shop-ads',
      target: 'main',
      restSeconds: 0,
      ...shopAds,
      default: { e164: '+493023125000', display: '+49 30 23125000', href: 'tel:+493023125000' },
    },
  });
  const added = await request('POST /v1/pools/shop-ads/numbers', { numbers: ['+493023125001', '+493023125002'] });
  expect(added).toEqual({
    status: 200,
    body: {
      results: [
        { number: '+493023125001', result: 'added', display: '+49 30 23125001' },
        { number: '+493023125002', result: 'added', display: '+49 30 23125002' },
      ],
    },
  });
  expect(await request('PUT /v1/pools/shop-print', shopPrint)).toMatchObject({
    status: 201,
    body: { id: 'shop-print', shown: [{ e164: '+493023125900', href: 'tel:+493023125900' }] },
  });
});

test('PUT again answers 200 with the same, GET too', async () => {
  await shopWithPools();
  const site = await request('PUT /v1/sites/shop', shop);
  expect(site.status).toBe(200);
  expect(await request('GET /v1/sites/shop')).toEqual(site);
  const pool = await request('PUT /v1/pools/shop-ads', shopAds);
  expect(pool.status).toBe(200);
  expect(await request('GET /v1/pools/shop-ads')).toEqual(pool);
});

test('numbers of the site’s country are shown in national form, others internationally', async () => {
  await shopWithPools();
  const { body } = await request('POST /v1/pools/shop-ads/numbers', { numbers: ['+493023125001', '+442079460001'] });
  expect(body.results.map((result) => result.display)).toEqual(['030 23125001', '+44 20 7946 0001']);
});

test.each([
  'GET /v1/sites',
  'PUT /v1/sites/shop',
  'DELETE /v1/sites/shop',
  'GET /v1/pools/shop-ads/leases',
  'POST /v1/pools/shop-ads/numbers',
])('%s needs a good key', async (call) => {
  await shopWithPools();
  expect(await request(call, undefined, '')).toMatchObject({ status: 401, body: { title: 'Unauthorized' } });
  expect(await request(call, undefined, 'wrong')).toMatchObject({ status: 401 });
});

test('roles: a reader reads, an operator runs pools, a CRM does neither', async () => {
  await shopWithPools();
  const reader = await tables.addKey({ role: 'reader', source: 'board' });
  const operator = await tables.addKey({ role: 'operator', source: 'ops' });
  const crm = await tables.addKey({ role: 'crm', source: 'crm' });
  expect(await request('GET /v1/pools', undefined, reader)).toMatchObject({ status: 200 });
  expect(await request('PUT /v1/pools/shop-ads', shopAds, reader)).toMatchObject({ status: 403 });
  expect(await request('PUT /v1/pools/shop-ads', shopAds, operator)).toMatchObject({ status: 200 });
  expect(await request('DELETE /v1/sites/shop', undefined, operator)).toMatchObject({ status: 403 });
  expect(await request('GET /v1/pools', undefined, crm)).toMatchObject({ status: 403 });
});

test('a key limited to a site sees and changes nothing else', async () => {
  await shopWithPools();
  await request('PUT /v1/sites/other', { ...shop, siteKey: 'pk_other' });
  const limited = await tables.addKey({ role: 'admin', source: 'agency', sites: ['other'] });
  const ids = (answer: Answer) => answer.body.items.map(({ id }) => id);
  expect(ids(await request('GET /v1/sites', undefined, limited))).toEqual(['other']);
  expect(ids(await request('GET /v1/pools', undefined, limited))).toEqual([]);
  for (const call of [
    'GET /v1/sites/shop',
    'DELETE /v1/sites/shop',
    'GET /v1/pools/shop-ads',
    'DELETE /v1/pools/shop-ads',
    'GET /v1/pools/shop-ads/status',
    'GET /v1/pools/shop-ads/leases',
    'GET /v1/pools/shop-ads/numbers',
    'DELETE /v1/pools/shop-ads/numbers/+493023125001',
  ]) {
    expect(await request(call, undefined, limited)).toMatchObject({ status: 404 });
  }
  const numbers = { numbers: ['+493023125001'] };
  expect(await request('POST /v1/pools/shop-ads/numbers', numbers, limited)).toMatchObject({ status: 404 });
  expect(await request('PUT /v1/sites/shop', shop, limited)).toMatchObject({ status: 403 });
  expect(await request('PUT /v1/pools/shop-ads', shopAds, limited)).toMatchObject({ status: 403 });
});

test('unknown things and unknown calls are 404 problems', async () => {
  for (const call of [
    'GET /v1/sites/nowhere',
    'DELETE /v1/sites/nowhere',
    'GET /v1/pools/nothing',
    'DELETE /v1/pools/nothing',
    'GET /v1/pools/nothing/status',
    'GET /v1/pools/nothing/leases',
    'GET /v1/pools/nothing/numbers',
    'PATCH /v1/sites/shop',
    'GET /v1/elephants',
  ]) {
    expect(await request(call)).toMatchObject({ status: 404, body: { type: 'about:blank', status: 404 } });
  }
});

test('a site that does not fit gets a 400 that names every field', async () => {
  const wrong = {
    ...shop,
    name: '',
    origins: ['https://shop.example/'],
    timeZone: 'Mars',
    currency: 'EURO',
    colour: 1,
  };
  const answer = await request('PUT /v1/sites/shop', wrong);
  expect(answer.status).toBe(400);
  expect(fields(answer).sort()).toEqual(['colour', 'currency', 'name', 'origins[0]', 'timeZone']);
  expect(await request('PUT /v1/sites/Shop_1', shop)).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'site' }] },
  });
  expect(await request('PUT /v1/sites/shop', '[]')).toMatchObject({ status: 400 });
  expect(await request('PUT /v1/sites/shop', '{')).toMatchObject({ status: 400 });
  expect(await request('PUT /v1/sites/shop')).toMatchObject({ status: 400 });
  expect(await request('GET /v1/sites/shop')).toMatchObject({ status: 404 });
});

test.each([
  ['leaseSeconds', { leaseSeconds: 59, probationSeconds: 10 }],
  ['leaseSeconds', { leaseSeconds: 366 * 86_400 }],
  ['probationSeconds', { probationSeconds: 1201 }],
  ['probationSeconds', { probationSeconds: -1 }],
  ['defaultNumber', { defaultNumber: '030 23125000' }],
  ['defaultNumber', { defaultNumber: '+1202555010' }],
  ['when[0]', { when: [{}] }],
  ['kind', { kind: 'elephant' }],
  ['site', { site: 'nowhere' }],
  ['numbers', { numbers: ['+493023125001'] }],
])('a pool with a wrong %s gets a 400 that names it: %j', async (field, wrong) => {
  await request('PUT /v1/sites/shop', shop);
  const answer = await request('PUT /v1/pools/shop-ads', { ...shopAds, ...wrong });
  expect(answer.status).toBe(400);
  expect(fields(answer)).toEqual([field]);
  expect(await request('GET /v1/pools/shop-ads')).toMatchObject({ status: 404 });
});

test('what is in use is not deleted', async () => {
  await shopWithPools();
  await request('POST /v1/pools/shop-ads/numbers', { numbers: ['+493023125001'] });
  const site = await request('DELETE /v1/sites/shop');
  expect(site.status).toBe(409);
  expect(site.body.detail).toMatch(/shop-ads, shop-print/);
  expect(await request('DELETE /v1/pools/shop-ads')).toMatchObject({ status: 409 });
  expect(await request('GET /v1/pools/shop-ads')).toMatchObject({ status: 200 });
  expect(await request('DELETE /v1/pools/shop-ads/numbers/+493023125001')).toMatchObject({ status: 200 });
  for (const call of ['DELETE /v1/pools/shop-ads', 'DELETE /v1/pools/shop-print', 'DELETE /v1/sites/shop']) {
    expect(await request(call)).toEqual({ status: 204, body: undefined });
    expect(await request(call)).toMatchObject({ status: 404 });
  }
});

test('a number in two pools or roles is a 409 that says where it is used', async () => {
  await shopWithPools();
  await request('POST /v1/pools/shop-ads/numbers', { numbers: ['+493023125001'] });
  const other = { ...shopAds, defaultNumber: '+493023125001' };
  const asDefault = await request('PUT /v1/pools/other', other);
  expect(asDefault.status).toBe(409);
  expect(asDefault.body.errors).toEqual([
    { field: 'defaultNumber', detail: '+493023125001 is a number of pool shop-ads' },
  ]);
  const mixed = ['+493023125000', '+493023125900', '+493023125002', '123', '+1202555010'];
  const added = await request('POST /v1/pools/shop-ads/numbers', { numbers: mixed });
  expect(added.status).toBe(200);
  expect(added.body.results.map(({ result, detail }) => detail ?? result)).toEqual([
    '+493023125000 is the default number of pool shop-ads',
    '+493023125900 is a static number of pool shop-print',
    'added',
    'must be a phone number in E.164 form, like +493023125001',
    'is not a valid phone number',
  ]);
});

test('adding nothing but refused numbers is a 409, and nothing but malformed ones a 400', async () => {
  await shopWithPools();
  const used = await request('POST /v1/pools/shop-ads/numbers', { numbers: ['+493023125900', 'x'] });
  expect(used.status).toBe(409);
  expect(fields(used)).toEqual(['numbers[0]', 'numbers[1]']);
  expect(await request('POST /v1/pools/shop-ads/numbers', { numbers: ['x', '+1'] })).toMatchObject({ status: 400 });
  expect(await request('POST /v1/pools/shop-ads/numbers', { numbers: [] })).toMatchObject({ status: 400 });
  expect(await request('POST /v1/pools/shop-ads/numbers', { numbers: Array(501).fill('x') })).toMatchObject({
    status: 400,
  });
  const print = await request('POST /v1/pools/shop-print/numbers', { numbers: ['+493023125001'] });
  expect(print.status).toBe(409);
});

test('lists go on where the cursor says', async () => {
  await request('PUT /v1/sites/shop', shop);
  for (let n = 0; n < 5; n++) {
    await request(`PUT /v1/pools/pool-${n}`, { ...shopAds, defaultNumber: `+4930231250${n}0` });
  }
  const seen: string[] = [];
  let cursor = '';
  do {
    const { body } = await request(`GET /v1/pools?limit=2${cursor && `&cursor=${cursor}`}`);
    expect(body.items.length).toBeLessThanOrEqual(2);
    seen.push(...body.items.map(({ id }) => id));
    cursor = body.cursor ?? '';
  } while (cursor !== '');
  expect(seen).toEqual(['pool-0', 'pool-1', 'pool-2', 'pool-3', 'pool-4']);
  expect(await request('GET /v1/pools?limit=201')).toMatchObject({ status: 400 });
  expect((await request('GET /v1/pools?site=elsewhere')).body.items).toEqual([]);
});

test('numbers are listed through all pages, without the removed ones', async () => {
  await shopWithPools();
  const numbers = Array.from({ length: 7 }, (_, n) => `+49302312510${n}`);
  await request('POST /v1/pools/shop-ads/numbers', { numbers });
  await request(`DELETE /v1/pools/shop-ads/numbers/${numbers[3]}`);
  const seen: string[] = [];
  let cursor = '';
  do {
    const { body } = await request(`GET /v1/pools/shop-ads/numbers?limit=2${cursor && `&cursor=${cursor}`}`);
    seen.push(...body.items.map(({ number }) => number));
    cursor = body.cursor ?? '';
  } while (cursor !== '');
  expect(seen).toEqual(numbers.filter((_, n) => n !== 3));
  expect((await request('GET /v1/pools/shop-print/numbers')).body.items).toEqual([
    { number: '+493023125900', display: '030 23125900', role: 'static' },
  ]);
});

test('the status of each kind of pool', async () => {
  await shopWithPools();
  await request('PUT /v1/pools/page', { site: 'shop', kind: 'page', source: 'direct' });
  await request('POST /v1/pools/shop-ads/numbers', { numbers: ['+493023125001', '+493023125002'] });
  const nothing = { site: 'shop', held: 0, free: 0, unconfirmed: 0, resting: 0 };
  expect((await request('GET /v1/pools/shop-ads/status')).body).toMatchObject({
    ...nothing,
    pool: 'shop-ads',
    kind: 'session',
    size: 2,
    free: 2,
  });
  expect((await request('GET /v1/pools/shop-print/status')).body).toEqual({
    ...nothing,
    pool: 'shop-print',
    kind: 'source',
    size: 1,
  });
  expect((await request('GET /v1/pools/page/status')).body).toEqual({
    ...nothing,
    pool: 'page',
    kind: 'page',
    size: 0,
  });
  expect((await request('GET /v1/pools/shop-ads/leases')).body).toEqual({ items: [] });
});

test('a number that no pool leases is not removed', async () => {
  await shopWithPools();
  for (const number of ['+493023125001', '+493023125000', '+493023125900']) {
    expect(await request(`DELETE /v1/pools/shop-ads/numbers/${number}`)).toMatchObject({ status: 404 });
  }
  expect(await request('DELETE /v1/pools/shop-ads/numbers/030')).toMatchObject({ status: 400 });
});
