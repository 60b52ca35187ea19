import { orderAnswer, takenOrder } from '../../journal/orders/order-answer.ts';
import { orderReport } from '../../orders/order-report.ts';
import type { ManagementRoute } from '../../platform/names.ts';
import { everyRole, type ManagementEndpoint, reporters } from '../endpoint.ts';

/** Schemas that people talk about, under their names in the document. */
export const orderSchemas = { OrderReport: orderReport, Order: orderAnswer };

/** Sales, refunds and cancellations that find their call themselves. */
export const orderEndpoints = {
  'POST /v1/orders': {
    id: 'reportOrder',
    summary: 'Report a sale, a refund or a cancellation, and let it find its call',
    description:
      'By the id of the call, the caller’s number, an e-mail address or click ids. It belongs to the call that is named, else to the latest ' +
      'one of the person that began before it within the site’s `orderLookBackDays`. Where no such call is known it waits for 90 days. The same event ' +
      'again changes nothing. Amounts are in the currency of the site.',
    roles: reporters,
    body: orderReport,
    status: [202],
    answer: takenOrder,
    problems: [400, 409, 413],
    example: {
      body: {
        site: 'shop',
        eventId: 'paid-1001',
        orderId: '1001',
        occurredAt: '2026-11-29T10:15:00Z',
        revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' },
        items: [{ sku: 'TILE-7', name: 'Roof tile', quantity: 50, amount: '129.50' }],
        find: { phone: '+12025550123', email: 'jane@example.com' },
      },
      answer: {
        order: 'o8k2m0c1s3v5r7t9q4n6p8l0j2h',
        call: '2f9d6c1e-8f0a-4b8e-9c39-0d6a3a1f5c11',
        state: 'credited',
        reason: 'it is the latest call from this number, of those that began before the order',
      },
    },
  },
  'GET /v1/orders/{order}': {
    id: 'getOrder',
    summary: 'Read an order, the call that it was credited to, and why',
    description:
      '`order` is the id of one event, as its report was answered; all events of the same order are told with it.',
    roles: everyRole,
    status: [200],
    answer: orderAnswer,
    problems: [404, 409],
  },
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
