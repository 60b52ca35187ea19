import { takeOrder } from '../../../lambdas/orders/take-order.ts';
import { putShop } from '../calls/stores.ts';
import { revenueRule } from '../conversions/facts.ts';
import { everything, type House, kept, openHouse, rule, start } from '../settle/call-house.ts';
import {
  call,
  caller,
  cancelOf,
  day,
  iso,
  later,
  ledgerOf,
  openShop,
  refundOf,
  report,
  saleOf,
} from './order-world.ts';

let house: House;
beforeEach(async () => {
  house = await openShop();
});

test('a sale goes to the latest call of the number before it, with its own time', async () => {
  await call(house, 'a', start);
  await call(house, 'b', start + 2 * day);
  await call(house, 'c', start + 11 * day);
  expect(await report(house, saleOf('s-1'))).toMatchObject({
    call: 'b',
    reason: 'it is the latest call from this number, of those that began before the order',
  });
  expect(await ledgerOf(house, 'b')).toEqual({ events: ['s-1'], minor: 12950 });
  expect((await kept(house, 'b')).conversions).toMatchObject([
    { name: 'sale', value: { minor: 12950 }, occurredAt: start + 10 * day },
  ]);
  expect([await ledgerOf(house, 'a'), await ledgerOf(house, 'c')]).toMatchObject([{ events: [] }, { events: [] }]);
});

test('an order two days before the record of its call is credited when that comes', async () => {
  expect(await report(house, saleOf('s-1'))).toMatchObject({ call: null, reason: expect.stringContaining('no call') });
  await call(house, 'a', start);
  expect(await ledgerOf(house, 'a')).toEqual({ events: ['s-1'], minor: 12950 });
});

test('an order does not go to a call that began after it, nor to one that is too old', async () => {
  await putShop(house.sources, { orderLookBackDays: 8 });
  await call(house, 'old', start + 2 * day - 1000);
  await call(house, 'new', start + 10 * day + 1000);
  expect(await report(house, saleOf('s-1'))).toMatchObject({ call: null, reason: expect.stringContaining('8 days') });
  await call(house, 'just', start + 2 * day);
  expect(await ledgerOf(house, 'just')).toMatchObject({ events: ['s-1'] });
});

test('two orders of one person with two calls go to the right ones, whichever call is heard of first', async () => {
  await call(house, 'b', start + 5 * day);
  await report(house, saleOf('s-2', { occurredAt: iso(start + 6 * day) }));
  await report(house, saleOf('s-1', { occurredAt: iso(start + day) }));
  await call(house, 'a', start);
  expect([await ledgerOf(house, 'a'), await ledgerOf(house, 'b')]).toMatchObject([
    { events: ['s-1'] },
    { events: ['s-2'] },
  ]);
});

test('an order moves to a later call that began before it and is heard of late; it counts once', async () => {
  await call(house, 'a', start);
  await report(house, saleOf('s-1'));
  expect(await ledgerOf(house, 'a')).toEqual({ events: ['s-1'], minor: 12950 });
  await call(house, 'b', start + 5 * day);
  expect([await ledgerOf(house, 'a'), await ledgerOf(house, 'b')]).toMatchObject([
    { events: [], minor: undefined },
    { events: ['s-1'], minor: 12950 },
  ]);
  expect((await kept(house, 'a')).conversions).toMatchObject([{ value: { minor: 0 } }]);
});

test('the same order again, after a later call, stays where it was and says the same', async () => {
  await call(house, 'a', start);
  const { occurredAt: _, ...order } = saleOf('s-1');
  const first = await report(house, order, start + day);
  await call(house, 'b', start + 2 * day);
  const before = await everything(house.sources);
  expect(await report(house, order, start + 3 * day)).toEqual(first);
  expect(await everything(house.sources)).toEqual(before);
  expect(await ledgerOf(house, 'b')).toMatchObject({ events: [] });
});

test('the same event with other content is refused', async () => {
  await report(house, saleOf('s-1'));
  for (const other of [{ find: { phone: '+12025550124' } }, { tags: ['vip'] }, { orderId: '7' }]) {
    expect(await takeOrder(house.deps, 'crm', saleOf('s-1', other), later)).toEqual({ kind: 'changed' });
  }
  expect(await takeOrder(house.deps, 'shop', saleOf('s-1', { tags: ['vip'] }), later)).toMatchObject({ kind: 'taken' });
});

test('a refund goes where its sale goes, also when it is heard of first and other calls came between', async () => {
  await call(house, 'a', start);
  expect(await report(house, refundOf('r-1', '1'))).toMatchObject({
    call: null,
    reason: expect.stringContaining('sale'),
  });
  await call(house, 'b', start + 11 * day);
  await report(house, saleOf('s-1', { orderId: '1' }));
  expect(await ledgerOf(house, 'a')).toEqual({ events: ['r-1', 's-1'], minor: 10000 });
  expect(await ledgerOf(house, 'b')).toMatchObject({ events: [] });
});

test('a cancellation takes back the whole order, or one event', async () => {
  await call(house, 'a', start);
  await report(house, saleOf('s-1', { orderId: '1' }));
  await report(house, saleOf('s-2', { orderId: '2', revenue: { kind: 'sale', amount: '10', currency: 'EUR' } }));
  await report(house, refundOf('r-1', '1'));
  await report(house, cancelOf('c-1', '1'));
  expect(await ledgerOf(house, 'a')).toEqual({ events: ['c-1', 'r-1', 's-1', 's-2'], minor: 1000 });
  await report(
    house,
    saleOf('c-2', { orderId: undefined, find: undefined, revenue: { kind: 'cancel', cancels: 's-2' } }),
  );
  expect(await ledgerOf(house, 'a')).toMatchObject({ minor: 0 });
});

test('a refund larger than its own order leaves the other orders of the call alone, and says what of it counts', async () => {
  await call(house, 'a', start);
  await report(house, saleOf('s-1', { orderId: '1', revenue: { kind: 'sale', amount: '20', currency: 'EUR' } }));
  await report(house, saleOf('s-2', { orderId: '2' }));
  await report(house, refundOf('r-1', '1', '29.50'));
  expect(await ledgerOf(house, 'a')).toMatchObject({ minor: 12950 });
});

test('each conversion of a call has its own time: qualified in the call, sold on day 10, and kept by the refund of day 12', async () => {
  const qualified = rule({ when: { talkSeconds: { gte: 90 } } });
  const own = await openHouse([qualified, revenueRule()]);
  await call(own, 'a', start, { talk: 120 });
  await report(own, saleOf('s-1', { orderId: '1' }));
  await report(own, refundOf('r-1', '1'));
  const { conversions, ledger } = await kept(own, 'a');
  expect(conversions.map(({ name, value, occurredAt, revision }) => [name, value.minor, occurredAt, revision])).toEqual(
    [
      ['sale', 10000, start + 10 * day, 2],
      ['qualified_call', 5000, start + 97_000, 1],
    ],
  );
  expect(ledger.map(({ event, occurredAt }) => [event, occurredAt])).toEqual([
    ['r-1', start + 12 * day],
    ['s-1', start + 10 * day],
  ]);
});

test('what counts nothing is not called credited', async () => {
  await call(house, 'a', start);
  const early = cancelOf('c-1', '1', { find: { call: 'a' }, revenue: { kind: 'cancel', cancels: 's-9' } });
  expect(await report(house, early)).toMatchObject({
    call: 'a',
    state: 'ignored',
    reason: 'the event that it cancels has not arrived',
  });
  await report(house, cancelOf('c-2', '2', { find: { call: 'a' } }));
  expect(await report(house, saleOf('s-2', { orderId: '2' }))).toMatchObject({
    call: 'a',
    state: 'cancelled',
    reason: 'cancelled by c-2',
  });
  expect(await report(house, saleOf('s-3', { orderId: '3' }))).toMatchObject({ state: 'credited' });
  expect(await report(house, refundOf('r-3', '3', '200'))).toMatchObject({
    state: 'credited',
    reason: expect.stringMatching(/; no more than 129.50 EUR was left of its order$/),
  });
  expect(await report(house, refundOf('r-4', '3', '1'))).toMatchObject({ call: 'a', state: 'ignored' });
  expect(await report(house, saleOf('s-5', { find: { phone: '+12025550124' } }))).toMatchObject({ state: 'waiting' });
});

test('a refund years after its sale finds it still', async () => {
  await call(house, 'a', start);
  await report(house, saleOf('s-1', { orderId: '1' }));
  await call(house, 'b', start + 5 * day);
  await report(house, refundOf('r-1', '1', '29.50', { occurredAt: undefined }), start + 800 * day);
  expect(await ledgerOf(house, 'b')).toEqual({ events: ['r-1', 's-1'], minor: 10000 });
});

describe('an order that names its call', () => {
  test('goes there, whenever it began, and whoever called', async () => {
    await call(house, 'a', start + 11 * day, { caller: 'anonymous' });
    expect(await report(house, saleOf('s-1', { find: { call: 'a' } }))).toMatchObject({
      call: 'a',
      reason: 'the order names the call',
    });
    expect(await ledgerOf(house, 'a')).toMatchObject({ events: ['s-1'] });
  });

  test('waits for it', async () => {
    expect(await report(house, saleOf('s-1', { find: { call: 'a' } }))).toMatchObject({ call: null });
    await call(house, 'a', start, { caller: 'anonymous' });
    expect(await ledgerOf(house, 'a')).toEqual({ events: ['s-1'], minor: 12950 });
  });

  test('is found by the number meanwhile, and moves', async () => {
    await call(house, 'b', start);
    expect(await report(house, saleOf('s-1', { find: { call: 'a', phone: caller } }))).toMatchObject({
      call: 'b',
      state: 'credited',
      reason: expect.stringMatching(/no call with the id that the order names; it is the latest call from this number/),
    });
    await call(house, 'a', start + day, { caller: 'anonymous' });
    expect(await ledgerOf(house, 'a')).toEqual({ events: ['s-1'], minor: 12950 });
    expect(await ledgerOf(house, 'b')).toMatchObject({ events: [], minor: undefined });
  });

  test('says whose the call is once that comes: other orders of the person find it', async () => {
    await report(house, saleOf('s-2', { find: { email: 'jane@example.com' } }));
    await report(house, saleOf('s-1', { find: { call: 'a', email: 'jane@example.com' } }));
    await call(house, 'a', start, { caller: 'anonymous' });
    expect(await ledgerOf(house, 'a')).toMatchObject({ events: ['s-1', 's-2'] });
  });

  test('says whose it is also where the number had led there before', async () => {
    await call(house, 'a', start);
    const named = saleOf('s-1', { find: { call: 'part-of-a', phone: caller, email: 'jane@example.com' } });
    expect(await report(house, named)).toMatchObject({ call: 'a' });
    expect(await report(house, { ...named, eventId: 's-2', orderId: '2' })).toMatchObject({ call: 'a' });
    expect(await ledgerOf(house, 'a')).toMatchObject({ events: ['s-1', 's-2'] });
  });

  test('does not get a call of another site', async () => {
    await call(house, 'a', start, { number: '+12025550155' });
    expect((await kept(house, 'a')).call?.site).toBe('unknown');
    expect(await report(house, saleOf('s-1', { find: { call: 'a' } }))).toMatchObject({ call: null });
  });
});

test.each([
  ['no site', { site: 'other' }, { kind: 'no-site' }],
  ['a time to come', { occurredAt: iso(later + 3600_000) }, { kind: 'unfit', field: 'occurredAt' }],
  ['a time before all calls', { occurredAt: '0001-01-01T00:00:00Z' }, { kind: 'unfit', field: 'occurredAt' }],
  [
    'another currency',
    { revenue: { kind: 'sale', amount: '1', currency: 'USD' } },
    { kind: 'unfit', field: 'revenue.currency' },
  ],
  [
    'too many digits',
    { revenue: { kind: 'sale', amount: '1.005', currency: 'EUR' } },
    { kind: 'unfit', field: 'revenue.amount' },
  ],
  ['an odd line', { items: [{ sku: 'x', quantity: 1, amount: '1.005' }] }, { kind: 'unfit', field: 'items[0].amount' }],
  ['a number that is nobody’s', { find: { phone: '+266696687' } }, { kind: 'unfit', field: 'find.phone' }],
])('refuses %s, and keeps nothing', async (_, more, expected) => {
  expect(await takeOrder(house.deps, 'crm', saleOf('s-1', more), later)).toMatchObject(expected);
  expect(await everything(house.sources)).toEqual([]);
});

test('of a person keyed hashes are kept, and the address with the order alone', async () => {
  await report(house, saleOf('s-1', { find: { phone: caller, email: 'jane@example.com', clickId: { gclid: 'Cj0' } } }));
  const items = await everything(house.sources);
  const holding = (text: string) => items.filter((item) => JSON.stringify(item).includes(text)).map(({ sk }) => sk);
  expect([caller.slice(1), 'Cj0', 'jane'].map(holding)).toEqual([[], [], ['ORDER']]);
});
