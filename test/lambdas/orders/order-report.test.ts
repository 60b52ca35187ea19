import { orderReport } from '../../../lambdas/orders/order-report.ts';

const sale = {
  site: 'shop',
  eventId: 'e-1',
  orderId: '1001',
  occurredAt: '2026-11-20T16:00:00+01:00',
  revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' },
  items: [{ sku: 'ROOF-1', name: 'Roof tile', quantity: 2.5, amount: '129.50' }],
  find: { phone: '+1 (202) 555-0123', email: 'Jane@Example.com', clickId: { gclid: 'Cj0' } },
};

const fieldsOf = (report: unknown) =>
  (orderReport.safeParse(report).error?.issues ?? []).map(({ path }) => path.join('.'));

test('takes a sale with all that can be said of it', () => {
  expect(orderReport.parse(sale)).toMatchObject({ find: { phone: '+12025550123' } });
});

test.each([
  ['nothing is reported', { ...sale, revenue: undefined, items: undefined }, ''],
  ['nothing finds the call', { ...sale, find: undefined }, 'find'],
  ['the finder is empty', { ...sale, find: {} }, 'find'],
  ['a click id is not known', { ...sale, find: { clickId: { gclic: 'Cj0' } } }, 'find.clickId.gclic'],
  ['no click id is named', { ...sale, find: { clickId: {} } }, 'find.clickId'],
  ['the amount is negative', { ...sale, revenue: { ...sale.revenue, amount: '-1' } }, 'revenue.amount'],
  [
    'a cancellation names nothing',
    { ...sale, orderId: undefined, items: undefined, revenue: { kind: 'cancel' } },
    'revenue.cancels',
  ],
  ['a cancellation has items', { ...sale, revenue: { kind: 'cancel' } }, 'items'],
  ['a field is not known', { ...sale, finds: {} }, ''],
])('refuses a report when %s', (_, report, field) => {
  expect(fieldsOf(report)).toEqual([field]);
});

test('a refund or cancellation may go where the sale of its order goes, and name nothing else', () => {
  const { items: _, find: __, ...rest } = sale;
  expect(fieldsOf({ ...rest, revenue: { ...sale.revenue, kind: 'refund' } })).toEqual([]);
  expect(fieldsOf({ ...rest, revenue: { kind: 'cancel' } })).toEqual([]);
  expect(fieldsOf({ ...rest, orderId: undefined, revenue: { ...sale.revenue, kind: 'refund' } })).toEqual(['find']);
});
