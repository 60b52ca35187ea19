import { clickIdsAt } from './click-ids-at.ts';
import type { Vendor } from './vendor.ts';

const noted = (name: string) => `body.meta_data[?key == '${name}'].value | [0]`;
/** Times come without their zone. */
const inUtc = (name: string) => `join('', [body.${name}, 'Z'])`;

/** WooCommerce, topics `order.created` and `order.updated`: woocommerce.com/document/webhooks. Refunds are a list in the order. */
export const woocommerce: Vendor = {
  type: 'woocommerce',
  scheme: { signature: { header: 'x-wc-webhook-signature' }, encoding: 'base64', signed: '{body}' },
  ping: /^webhook_id=\d{1,20}$/,
  kinds: {
    sale: {
      when: "contains(['processing', 'completed', 'refunded'], body.status)",
      fields: { occurredAt: `(body.date_paid_gmt && ${inUtc('date_paid_gmt')}) || ${inUtc('date_created_gmt')}` },
      items: { list: 'body.line_items', sku: 'sku || product_id', name: 'name', quantity: 'quantity', amount: 'total' },
    },
    // Of neither the time is told: it is when it is heard of.
    refund: { when: 'body.refunds', each: 'body.refunds', fields: { id: 'each.id', amount: 'each.total' } },
    cancel: { when: "contains(['cancelled', 'failed'], body.status)" },
  },
  fields: {
    id: 'body.id',
    orderId: 'body.id',
    amount: 'body.total',
    currency: 'body.currency',
    phone: 'body.billing.phone || body.shipping.phone',
    country: 'body.billing.country || body.shipping.country',
    email: 'body.billing.email',
    call: noted('leaseline_call'),
    clickIds: clickIdsAt(noted),
  },
  amountUnit: 'major',
};
