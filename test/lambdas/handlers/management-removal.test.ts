import { allocateSlot } from '../../../lambdas/leases/slots/slot-transitions-store.ts';
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

test('a fixed or default number that its pool no longer names can be given back, also when the pool is gone', async () => {
  const [dropped, last] = ['+493023125900', '+493023125901'];
  const print = { ...shopPrint, numbers: [last] };
  await request('PUT /v1/pools/shop-print', print);
  const giveBack = (number: string) => request(`DELETE /v1/pools/shop-print/numbers/${number}?forward=false`);
  expect(await request(`DELETE /v1/pools/shop-print/numbers/${last}`)).toMatchObject({ status: 404 });
  expect(await giveBack(dropped)).toMatchObject({
    status: 200,
    body: { forwards: false, detail: expect.stringContaining('it needs no rest; its calls are forwarded no more') },
  });
  await request('DELETE /v1/pools/shop-print');
  expect(await giveBack(last)).toMatchObject({ status: 200, body: { forwards: false } });
  expect(await giveBack('+493023125902')).toMatchObject({ status: 404 });
  const { items } = (await request('GET /v1/removed-numbers?site=shop')).body;
  expect(items).toMatchObject([dropped, last].map((number) => ({ number, was: 'static', forwards: false })));
  // A number that needs no rest has rested when it was taken out.
  for (const item of items) expect(item).toMatchObject({ restsUntil: Reflect.get(item, 'removedAt') });
});

test('a key of another site touches none of it', async () => {
  const number = '+493023125001';
  await request('POST /v1/pools/shop-ads/numbers', { numbers: [number] });
  await request('PUT /v1/sites/other', { ...shop, siteKey: 'pk_other' });
  await request('PUT /v1/pools/theirs', { ...shopAds, site: 'other', defaultNumber: '+493023125009' });
  const key = await tables.addKey({ role: 'operator', source: 'other', sites: ['other'] });
  const theirs = (call: string, body?: unknown) => request(call, body, key);
  expect(await theirs(`DELETE /v1/pools/shop-ads/numbers/${number}`)).toMatchObject({ status: 404 });
  expect(await theirs('POST /v1/pools/theirs/numbers', { numbers: [number], from: 'shop-ads' })).toMatchObject({
    status: 404,
  });
  await request(`DELETE /v1/pools/shop-ads/numbers/${number}`);
  expect(await theirs(`DELETE /v1/pools/shop-ads/numbers/${number}?forward=false`)).toMatchObject({ status: 404 });
  expect(await theirs('GET /v1/removed-numbers?site=shop')).toMatchObject({ status: 404 });
  expect(await theirs('POST /v1/pools/theirs/numbers', { numbers: [number] })).toMatchObject({ status: 409 });
});
