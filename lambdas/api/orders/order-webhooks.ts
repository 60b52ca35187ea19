import * as z from 'zod';
import type { OrderWebhookRoute } from '../../platform/names.ts';
import type { Endpoint } from '../endpoint.ts';

/** What became of a webhook. */
export const orderWebhookAnswer = z.object({
  /** The orders, refunds and cancellations that it told of and that are kept; `call`: what they are credited to, null while they wait. */
  orders: z.array(z.object({ order: z.string(), call: z.string().nullable() })),
  /** Why what it tells is not taken, or not all of it. */
  ignored: z.array(z.string()),
});

/** What shops and CRMs send by themselves; who they are is said by their signature. */
export const orderWebhookEndpoints = {
  'POST /v1/order-sources/{source}/webhook': {
    id: 'receiveOrderWebhook',
    summary: 'Tell of an order, a refund or a cancellation',
    description:
      'For shops and CRMs, which sign what they send: without a signature, with a wrong one or, where the scheme has a time, five minutes ' +
      'later the answer is 401, also for sources that do not exist. What is signed and is no order, or one that cannot be read, is ' +
      'answered by 200 with the reason, as senders give up whoever refuses. The same webhook again changes nothing.',
    body: z
      .union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
      .describe('In the words of the sender: docs/order-sources/ says what of each is read.'),
    status: [200],
    answer: orderWebhookAnswer,
    problems: [],
    example: {
      body: { type: 'order.sale', data: { orderId: '1001', amount: '129.50', currency: 'EUR', phone: '+12025550123' } },
      answer: { orders: [{ order: 'o1c2', call: null }], ignored: [] },
    },
  },
} satisfies Readonly<Record<OrderWebhookRoute, Endpoint>>;
