import { readAs } from './source-samples.ts';
import { hubspotVector, orderFixture } from './vendor-vectors.ts';

const nothing = { reports: [], ignored: ['it tells of no order'], unreadable: [] };

describe('stripe', () => {
  const event = (type: string, object: object) => ({
    id: 'evt_1',
    object: 'event',
    type,
    created: 1_795_183_402,
    data: { object },
  });
  const session = {
    id: 'cs_1',
    object: 'checkout.session',
    payment_intent: 'pi_1',
    payment_status: 'paid',
    amount_total: 12_950,
    currency: 'usd',
    customer_details: { email: 'Jane@Example.com', phone: '+12025550123' },
    metadata: { gclid: 'g-1' },
  };

  test('a session that is paid is a sale', () => {
    expect(readAs('stripe', event('checkout.session.completed', session)).reports).toEqual([
      {
        site: 'shop',
        eventId: 'sale:pi_1',
        orderId: 'pi_1',
        occurredAt: '2026-11-20T14:03:22.000Z',
        revenue: { kind: 'sale', amount: '129.50', currency: 'USD' },
        find: { phone: '+12025550123', email: 'jane@example.com', clickId: { gclid: 'g-1' } },
      },
    ]);
  });

  test('one that is to be paid later counts when it is paid', () => {
    const unpaid = { ...session, payment_status: 'unpaid' };
    expect(readAs('stripe', event('checkout.session.completed', unpaid))).toEqual(nothing);
    expect(readAs('stripe', event('checkout.session.async_payment_succeeded', session)).reports).toHaveLength(1);
  });

  test('a payment is the same event by whichever of its objects it is told', () => {
    const charge = {
      id: 'ch_1',
      payment_intent: 'pi_1',
      amount_captured: 500,
      currency: 'jpy',
      receipt_email: 'a@example.com',
    };
    const intent = { id: 'pi_1', amount_received: 500, currency: 'jpy', receipt_email: 'a@example.com' };
    const told = [event('charge.succeeded', charge), event('payment_intent.succeeded', intent)].map(
      (body) => readAs('stripe', body).reports[0],
    );
    expect(told.map((report) => report?.eventId)).toEqual(['sale:pi_1', 'sale:pi_1']);
    expect(told[0]?.revenue).toEqual({ kind: 'sale', amount: '500', currency: 'JPY' });
  });

  test('a refund counts once it has succeeded', () => {
    const refund = {
      id: 're_1',
      object: 'refund',
      amount: 500,
      currency: 'usd',
      payment_intent: 'pi_1',
      created: 1_795_183_000,
      status: 'pending',
    };
    expect(readAs('stripe', event('refund.created', refund))).toEqual(nothing);
    expect(readAs('stripe', event('refund.updated', { ...refund, status: 'succeeded' })).reports).toEqual([
      {
        site: 'shop',
        eventId: 'refund:re_1',
        orderId: 'pi_1',
        occurredAt: '2026-11-20T13:56:40.000Z',
        revenue: { kind: 'refund', amount: '5.00', currency: 'USD' },
      },
    ]);
  });

  test('everything else is of no concern', () => {
    expect(readAs('stripe', event('customer.created', { id: 'cus_1' }))).toEqual(nothing);
  });
});

describe('hubspot', () => {
  test('a deal that was won is a sale', () => {
    expect(readAs('hubspot', hubspotVector.body).reports).toEqual([
      {
        site: 'shop',
        eventId: 'sale:7036839888',
        orderId: '7036839888',
        occurredAt: '2026-11-20T14:03:22.000Z',
        revenue: { kind: 'sale', amount: '129.50', currency: 'USD' },
        find: { phone: '+12025550123' },
      },
    ]);
  });

  test('a body of chosen properties is read as well', () => {
    const body = {
      hs_object_id: '7',
      dealstage: 'closedwon',
      amount: '99',
      contact_email: 'A@Example.com',
      closedate: '',
    };
    expect(readAs('hubspot', body).reports).toEqual([
      expect.objectContaining({
        eventId: 'sale:7',
        revenue: { kind: 'sale', amount: '99.00', currency: 'EUR' },
        find: { email: 'a@example.com' },
      }),
    ]);
  });

  test('a deal that is not won, and lists of what changed, are of no concern', () => {
    expect(readAs('hubspot', orderFixture('hubspot-deal').body)).toEqual(nothing);
    expect(readAs('hubspot', [{ eventId: 1, subscriptionType: 'deal.propertyChange' }])).toEqual(nothing);
  });
});

describe('woocommerce', () => {
  const order = {
    id: 727,
    status: 'processing',
    currency: 'USD',
    total: '29.35',
    date_created_gmt: '2026-11-19T10:00:00',
    date_paid_gmt: '2026-11-19T10:05:00',
    billing: { email: 'john.doe@example.com', phone: '(202) 555-0123', country: 'US' },
    meta_data: [{ id: 1, key: 'gclid', value: 'g-1' }],
    line_items: [{ id: 315, name: 'Woo Single #1', product_id: 93, sku: '', quantity: 2, total: '6.00' }],
    refunds: [],
  };

  test('an order that is paid is a sale', () => {
    expect(readAs('woocommerce', order).reports).toEqual([
      {
        site: 'shop',
        eventId: 'sale:727',
        orderId: '727',
        occurredAt: '2026-11-19T10:05:00.000Z',
        revenue: { kind: 'sale', amount: '29.35', currency: 'USD' },
        items: [{ sku: '93', name: 'Woo Single #1', quantity: 2, amount: '6.00' }],
        find: { phone: '+12025550123', email: 'john.doe@example.com', clickId: { gclid: 'g-1' } },
      },
    ]);
  });

  test('each of its refunds is one', () => {
    const body = {
      ...order,
      status: 'refunded',
      refunds: [
        { id: 726, total: '-10.00' },
        { id: 724, total: '-19.35' },
      ],
    };
    expect(
      readAs('woocommerce', body).reports.map(({ eventId, orderId, revenue }) => ({ eventId, orderId, revenue })),
    ).toEqual([
      { eventId: 'sale:727', orderId: '727', revenue: { kind: 'sale', amount: '29.35', currency: 'USD' } },
      { eventId: 'refund:726', orderId: '727', revenue: { kind: 'refund', amount: '10.00', currency: 'USD' } },
      { eventId: 'refund:724', orderId: '727', revenue: { kind: 'refund', amount: '19.35', currency: 'USD' } },
    ]);
  });

  test('one that waits for its money is none, and one that was cancelled is taken back', () => {
    expect(readAs('woocommerce', { ...order, status: 'pending' })).toEqual(nothing);
    expect(readAs('woocommerce', { ...order, status: 'cancelled' }).reports).toEqual([
      expect.objectContaining({ eventId: 'cancel:727', revenue: { kind: 'cancel' } }),
    ]);
  });
});

describe('standard-webhooks', () => {
  const data = { orderId: '1001', amount: '129.50', currency: 'EUR', phone: '+12025550123', clickId: { gclid: 'g-1' } };
  const items = [{ sku: 'A-1', name: 'Saddle', quantity: 1, amount: '129.50' }];
  const send = (type: string, more: object = {}) =>
    readAs(
      'standard-webhooks',
      { type, timestamp: '2026-11-20T14:00:00Z', data: { ...data, ...more } },
      { 'webhook-id': 'msg_1' },
    );

  test('a sale, a refund and a cancellation', () => {
    expect(send('order.sale', { items }).reports).toEqual([
      {
        site: 'shop',
        eventId: 'sale:msg_1',
        orderId: '1001',
        occurredAt: '2026-11-20T14:00:00.000Z',
        revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' },
        items,
        find: { phone: '+12025550123', clickId: { gclid: 'g-1' } },
      },
    ]);
    expect(send('order.refund').reports[0]?.revenue?.kind).toBe('refund');
    expect(send('order.cancel', { id: 'c-1' }).reports[0]).toMatchObject({
      eventId: 'cancel:c-1',
      revenue: { kind: 'cancel' },
    });
    expect(send('order.shipped')).toEqual(nothing);
  });
});
