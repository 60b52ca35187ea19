import fc from 'fast-check';
import { readOrders } from '../../../../lambdas/orders/sources/read-orders.ts';
import { contextOf, now, readIn } from './source-samples.ts';

const custom = (more: object = {}) =>
  contextOf({
    type: 'custom',
    country: 'DE',
    scheme: { signature: { header: 'x-sig' }, encoding: 'hex', signed: '{body}' },
    kinds: {
      sale: {
        when: "status == 'won' || body.status == 'won'",
        items: { list: 'body.lines', sku: 'sku', unitAmount: 'price', quantity: 'count' },
      },
      refund: { when: 'body.back', fields: { id: 'body.back', amount: 'body.backAmount' } },
    },
    fields: {
      id: 'body.id',
      orderId: 'body.id',
      amount: 'body.amount',
      phone: 'body.tel',
      email: 'body.mail',
      occurredAt: 'body.at',
    },
    ...more,
  });
const won = { id: 'o-1', status: 'won', amount: '10', tel: '030 23125001', at: '2026-11-20T12:00:00+01:00' };

test('a sender of the user is read by where the user says that things are', () => {
  expect(readIn(custom(), won).reports).toEqual([
    {
      site: 'shop',
      eventId: 'sale:o-1',
      orderId: 'o-1',
      occurredAt: '2026-11-20T11:00:00.000Z',
      revenue: { kind: 'sale', amount: '10.00', currency: 'EUR' },
      find: { phone: '+493023125001' },
    },
  ]);
});

test('one webhook may tell of a sale and of a refund', () => {
  const { reports } = readIn(custom(), { ...won, back: 'r-1', backAmount: -3 });
  expect(reports.map(({ eventId, revenue }) => [eventId, revenue])).toEqual([
    ['sale:o-1', { kind: 'sale', amount: '10.00', currency: 'EUR' }],
    ['refund:r-1', { kind: 'refund', amount: '3.00', currency: 'EUR' }],
  ]);
});

test('amounts in minor units are read as such', () => {
  expect(readIn(custom({ amountUnit: 'minor' }), { ...won, amount: 1050 }).reports[0]?.revenue).toEqual({
    kind: 'sale',
    amount: '10.50',
    currency: 'EUR',
  });
});

test('lines that cannot be read are left out; the others are worth their pieces', () => {
  const lines = [
    { sku: 'a', price: '1.25', count: 3 },
    { sku: 'b', price: '0.333', count: '1.5' },
    { sku: '', price: '1', count: 1 },
    { sku: 'c', price: 'free' },
    { sku: 'd', price: '1', count: 0 },
    { sku: 'e', price: '-1' },
    'f',
    null,
    { sku: 7, price: 2 },
  ];
  expect(readIn(custom(), { ...won, lines }).reports[0]?.items).toEqual([
    { sku: 'a', quantity: 3, amount: '3.75' },
    { sku: 'b', quantity: 1.5, amount: '0.50' },
    { sku: '7', quantity: 1, amount: '2.00' },
  ]);
});

test.each([
  ['nobody by whom a call could be found', { tel: 'anonymous' }, 'ignored'],
  ['no id', { id: '' }, 'unreadable'],
  ['no amount', { amount: undefined }, 'unreadable'],
  ['an amount that is none', { amount: 'a lot' }, 'unreadable'],
  ['an amount below zero', { amount: -1 }, 'unreadable'],
  ['an id that is too long', { id: 'x'.repeat(300) }, 'unreadable'],
] as const)('a sale with %s is none, and its values are not repeated', (_what, more, where) => {
  const read = readIn(custom(), { ...won, ...more });
  expect(read.reports).toEqual([]);
  expect(read[where]).toHaveLength(1);
  expect(read[where][0]).not.toMatch(/a lot|xxx|23125/);
});

test.each([
  [1_795_180_000, '2026-11-20T13:06:40.000Z'],
  ['1795180000000', '2026-11-20T13:06:40.000Z'],
  ['2026-11-20T13:06:40.123456Z', '2026-11-20T13:06:40.123Z'],
  ['2026-12-31T00:00:00Z', undefined],
  ['2026-11-20', undefined],
  ['yesterday', undefined],
  [null, undefined],
])('the time %s is %s; what is none, or lies ahead, is when it came', (at, expected) => {
  expect(readIn(custom(), { ...won, at }).reports[0]?.occurredAt).toBe(expected);
});

test('what a source changes of its type holds, and the rest stays', () => {
  const context = contextOf({
    type: 'shopify',
    kinds: { sale: { when: 'headers."x-shopify-topic" == \'orders/paid\' && !(body.test)' } },
    fields: { email: 'body.customer_mail' },
  });
  const order = { id: 1, total_price: '1.00', currency: 'EUR', email: 'a@example.com', customer_mail: 'b@example.com' };
  const paid = { 'x-shopify-topic': 'orders/paid' };
  const line = { sku: 'a', price: '1.00', quantity: 1 };
  expect(readIn(context, { ...order, line_items: [line] }, paid).reports).toEqual([
    expect.objectContaining({ find: { email: 'b@example.com' }, items: [{ sku: 'a', quantity: 1, amount: '1.00' }] }),
  ]);
  expect(readIn(context, { ...order, test: true }, paid).reports).toEqual([]);
});

test.each([
  ['not UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ['cut short', Buffer.from('{"id":"o-1","status"')],
  ['empty', Buffer.from('')],
])('a body that is %s is malformed', (_what, body) => {
  expect(readOrders({ headers: {}, query: {}, body }, custom(), now)).toHaveProperty('malformed');
});

test('whatever JSON comes, nothing throws, and reports fit', () => {
  const leaf = fc.oneof(fc.string(), fc.double(), fc.constant(null), fc.constant('won'), fc.constant('1.00'));
  const names = fc.constantFrom('id', 'status', 'amount', 'tel', 'mail', 'at', 'back', 'backAmount', 'lines', 'sku');
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(names, tie('any'))),
  })).any;
  fc.assert(
    fc.property(fc.dictionary(names, value), (body) => {
      const { reports, ignored, unreadable } = readIn(custom(), { id: 'o-1', status: 'won', ...body });
      expect(reports.length + ignored.length + unreadable.length).toBeGreaterThan(0);
    }),
  );
});
