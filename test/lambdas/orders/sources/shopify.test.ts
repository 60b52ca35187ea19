import { readAs } from './source-samples.ts';
import { orderFixture, shopifyVectors } from './vendor-vectors.ts';

const nothing = { reports: [], ignored: ['it tells of no order'], unreadable: [] };

describe('shopify', () => {
  const [created, refunded] = shopifyVectors.map(({ body, headers }) => ({ body, headers: { ...headers } }));
  const topic = (name: string) => ({ 'x-shopify-topic': name });
  const order = { id: 1, total_price: '36.99', currency: 'CAD', email: 'jon@example.com' };

  test('an order is a sale, with its lines', () => {
    expect(readAs('shopify', created!.body, created!.headers)).toEqual({
      reports: [
        {
          site: 'shop',
          eventId: 'sale:820982911946154500',
          orderId: '820982911946154500',
          occurredAt: '2023-02-21T01:50:03.000Z',
          revenue: { kind: 'sale', amount: '36.99', currency: 'CAD' },
          items: [
            { sku: '1', name: "Ben Simmons 76's Jersey – Used", quantity: 1, amount: '1.99' },
            expect.objectContaining({ quantity: 1 }),
          ],
          find: expect.objectContaining({ email: 'jon@example.com' }),
        },
      ],
      ignored: [],
      unreadable: [],
    });
  });

  test.each([[[]], [undefined]])('a refund of no line, as of shipping, counts what was paid back: %j', (lines) => {
    const transactions = [{ kind: 'refund', status: 'success', amount: '7.00', currency: 'CAD' }];
    const body = { id: 921, order_id: 16, refund_line_items: lines, transactions };
    expect(readAs('shopify', body, refunded!.headers).reports).toMatchObject([
      { eventId: 'refund:921', orderId: '16', revenue: { kind: 'refund', amount: '7.00', currency: 'CAD' } },
    ]);
  });

  test('a refund names its order, and what was given back', () => {
    const body = {
      ...orderFixture('shopify-refunds-create').body,
      transactions: [
        { kind: 'refund', status: 'success', amount: '1.50', currency: 'CAD' },
        { kind: 'refund', status: 'success', amount: '0.40', currency: 'CAD' },
        { kind: 'refund', status: 'failure', amount: '9.00', currency: 'CAD' },
        { kind: 'sale', status: 'success', amount: '9.00', currency: 'CAD' },
      ],
    };
    expect(readAs('shopify', body, refunded!.headers).reports).toEqual([
      {
        site: 'shop',
        eventId: 'refund:890088186047892400',
        orderId: '820982911946154500',
        revenue: { kind: 'refund', amount: '1.90', currency: 'CAD' },
        items: [
          { sku: '1', name: "Ben Simmons 76's Jersey – Used", quantity: 1, amount: '1.99' },
          expect.objectContaining({ quantity: 1, amount: '30.00' }),
        ],
      },
    ]);
  });

  test('of an order that was not paid, what is taken back is worth what it cost', () => {
    const [report] = readAs('shopify', refunded!.body, refunded!.headers).reports;
    expect(report?.revenue).toEqual({ kind: 'refund', amount: '31.99', currency: 'CAD' });
  });

  test('ids of more digits than numbers have stay as they are', () => {
    const body = JSON.stringify(order).replace('"id":1', '"id":820982911946154508');
    expect(readAs('shopify', body, topic('orders/paid')).reports[0]?.orderId).toBe('820982911946154508');
  });

  test('an order is the same event by whichever topic it is told', () => {
    const ids = ['orders/create', 'orders/paid'].map(
      (name) => readAs('shopify', order, topic(name)).reports[0]?.eventId,
    );
    expect(ids).toEqual(['sale:1', 'sale:1']);
    expect(readAs('shopify', order, topic('orders/updated'))).toEqual(nothing);
  });

  test('a cancellation counts only if the signed order says so, too', () => {
    expect(readAs('shopify', order, topic('orders/cancelled'))).toEqual(nothing);
    const cancelled = { ...order, cancelled_at: '2026-11-19T10:00:00-05:00' };
    expect(readAs('shopify', cancelled, topic('orders/cancelled')).reports).toEqual([
      expect.objectContaining({
        eventId: 'cancel:1',
        orderId: '1',
        occurredAt: '2026-11-19T15:00:00.000Z',
        revenue: { kind: 'cancel' },
      }),
    ]);
  });

  test('the click ids of the page where the buyer came lead to the call, too', () => {
    const body = {
      ...order,
      email: null,
      landing_site: '/products/1?utm_source=x&gclid=Cj0-A_b',
      note_attributes: [{ name: 'msclkid', value: 'ms-1' }],
      phone: '(202) 555-0123',
      billing_address: { country_code: 'US' },
    };
    expect(readAs('shopify', body, topic('orders/create')).reports[0]?.find).toEqual({
      phone: '+12025550123',
      clickId: { gclid: 'Cj0-A_b', msclkid: 'ms-1' },
    });
  });
});
