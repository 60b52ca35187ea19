import { allocateSlot } from '../../../lambdas/leases/slot-store.ts';
import { freshTables, request, shop, shopAds, shopPrint } from './management-client.ts';

let tables: Awaited<ReturnType<typeof freshTables>>;
beforeEach(async () => {
  tables = await freshTables();
  await request('PUT /v1/sites/shop', shop);
  await request('PUT /v1/pools/shop-ads', shopAds);
  await request('PUT /v1/pools/shop-print', shopPrint);
});

test('a removed number says how long it rests and why, and what its callers get', async () => {
  const number = '+493023125001';
  const remove = 'DELETE /v1/pools/shop-ads/numbers/+493023125001';
  await request('POST /v1/pools/shop-ads/numbers', { numbers: [number] });
  const until = Date.now() + 600_000;
  const holder = { lease: 'l', visitor: 'v', visit: 'i', now: Date.now(), until, confirmed: true };
  await allocateSlot(tables.leases, { pool: 'shop-ads', shard: 0, number }, holder);
  const restsUntil = new Date(until).toISOString();
  const detail =
    `${number} is out of pool shop-ads; it rests until ${restsUntil}, because a visitor holds it until then; ` +
    'its calls are still forwarded, until you give it back and say so by ?forward=false';
  for (const _again of [1, 2]) {
    expect(await request(remove)).toEqual({ status: 200, body: { number, restsUntil, forwards: true, detail } });
  }
  expect(await request(`${remove}?forward=maybe`)).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'forward' }] },
  });
  expect(await request(`${remove}?forward=false`)).toMatchObject({
    status: 200,
    body: { restsUntil, forwards: false },
  });
  const [added] = (await request('POST /v1/pools/shop-ads/numbers', { numbers: [number] })).body.results;
  expect(added).toMatchObject({ result: 'added', restsUntil });
});

test('numbers move from pool to pool of a site', async () => {
  await request('PUT /v1/pools/shop-more', { ...shopAds, defaultNumber: '+493023125002' });
  await request('POST /v1/pools/shop-ads/numbers', { numbers: ['+493023125001'] });
  const move = (to: string, from: string) =>
    request(`POST /v1/pools/${to}/numbers`, { numbers: ['+493023125001'], from });
  expect(await move('shop-more', 'shop-ads')).toMatchObject({ status: 200, body: { results: [{ result: 'added' }] } });
  expect((await request('GET /v1/pools/shop-ads/numbers')).body.items).toEqual([]);
  expect(await move('shop-more', 'shop-more')).toMatchObject({ status: 400, body: { errors: [{ field: 'from' }] } });
  expect(await move('shop-more', 'shop-print')).toMatchObject({ status: 409 });
  expect(await move('shop-more', 'nothing')).toMatchObject({ status: 404 });
});
