import { clickIdsAt } from './click-ids-at.ts';
import type { Vendor } from './vendor.ts';

const items = { list: 'body.data.items', sku: 'sku', name: 'name', quantity: 'quantity', amount: 'amount' };

/** Who writes a sender of their own: Standard Webhooks 1.0.0 (https://www.standardwebhooks.com), with what is known of an order as `data`. */
export const standardWebhooks: Vendor = {
  type: 'standard-webhooks',
  scheme: {
    signature: { header: 'webhook-signature', separator: ' ', prefix: 'v1,' },
    encoding: 'base64',
    key: 'base64',
    signed: '{header:webhook-id}.{time}.{body}',
    time: { header: 'webhook-timestamp', unit: 'seconds' },
  },
  kinds: {
    sale: { when: "body.type == 'order.sale'", items },
    refund: { when: "body.type == 'order.refund'", items },
    cancel: { when: "body.type == 'order.cancel'" },
  },
  fields: {
    id: 'body.data.id || headers."webhook-id"',
    orderId: 'body.data.orderId',
    occurredAt: 'body.timestamp',
    amount: 'body.data.amount',
    currency: 'body.data.currency',
    phone: 'body.data.phone',
    country: 'body.data.country',
    email: 'body.data.email',
    call: 'body.data.call',
    landingPage: 'body.data.landingPage',
    clickIds: clickIdsAt((name) => `body.data.clickId.${name}`),
  },
  amountUnit: 'major',
};
