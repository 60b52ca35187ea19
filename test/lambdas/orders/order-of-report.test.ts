import { createSecretKey } from 'node:crypto';
import { orderOfReport } from '../../../lambdas/orders/order-of-report.ts';
import { orderReport } from '../../../lambdas/orders/order-report.ts';
import type { Site } from '../../../lambdas/settings/sites/site.ts';
import { shop } from '../deliveries/delivery-samples.ts';

const now = Date.parse('2026-11-20T14:00:00Z');
const identityKey = createSecretKey(Buffer.alloc(32, 1));
const sale = {
  site: 'shop',
  eventId: 'e-1',
  revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' },
  items: [{ sku: 'ROOF-1', quantity: 2, amount: '129.50' }],
  find: { phone: '+12025550123' },
};

function orderOf(more: object) {
  const report = orderReport.parse({ ...sale, ...more });
  return orderOfReport(report, { site: shop as Site, source: 'crm', identityKey }, now);
}

test('amounts become minor units, and of the number there is a key only', () => {
  const order = orderOf({ tags: ['b', 'a', 'b'], orderId: '7', outcome: 'won', occurredAt: '2026-11-20T13:00:00Z' });
  expect(order).toMatchObject({
    revenue: { kind: 'sale', amount: { minor: 12950, currency: 'EUR' } },
    items: [{ sku: 'ROOF-1', quantity: 2, amount: { minor: 12950, currency: 'EUR' } }],
    tags: ['a', 'b'],
    keys: [{ kind: 'phone' }],
    receivedAt: now,
  });
  expect(JSON.stringify(order)).not.toContain('0123');
});

test('each click id is a key, in an order of their own', () => {
  const keysOf = (clickId: object) => {
    const order = orderOf({ find: { clickId } });
    return 'keys' in order ? order.keys : [];
  };
  expect(keysOf({ gclid: 'a', fbclid: 'b' })).toHaveLength(2);
  expect(keysOf({ gclid: 'a', fbclid: 'b' })).toEqual(keysOf({ fbclid: 'b', gclid: 'a' }));
});

test.each([
  ['a time to come', { occurredAt: '2026-11-20T14:06:00Z' }, 'occurredAt'],
  ['another currency', { revenue: { ...sale.revenue, currency: 'CHF' } }, 'revenue.currency'],
  ['more digits than the currency has', { revenue: { ...sale.revenue, amount: '1.005' } }, 'revenue.amount'],
  ['that of a line', { items: [...sale.items, { sku: 'B', quantity: 1, amount: '1.005' }] }, 'items[1].amount'],
  ['a withheld number', { find: { phone: '+266696687' } }, 'find.phone'],
])('%s does not fit', (_, more, field) => {
  expect(orderOf(more)).toMatchObject({ kind: 'unfit', field });
});
