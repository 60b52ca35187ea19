import { clickIdsAt } from './click-ids-at.ts';
import type { Vendor } from './vendor.ts';

const noted = (name: string) => `body.note_attributes[?name == '${name}'].value | [0]`;

/**
 * Shopify, REST payloads: shopify.dev/docs/api/webhooks. The topic is in a header, which is not signed: so a cancellation counts only if the
 * order, which is, says so too; and ids are those of the order and the refund, so that what is sent again is taken once.
 */
export const shopify: Vendor = {
  type: 'shopify',
  scheme: { signature: { header: 'x-shopify-hmac-sha256' }, encoding: 'base64', signed: '{body}' },
  kinds: {
    sale: {
      when: `contains(['orders/create', 'orders/paid'], headers."x-shopify-topic") && body.total_price`,
      items: {
        list: 'body.line_items',
        sku: 'sku || product_id',
        name: 'name || title',
        quantity: 'quantity',
        unitAmount: 'price',
      },
    },
    refund: {
      // Of shipping or out of goodwill money is given back without any line.
      when: `headers."x-shopify-topic" == 'refunds/create' && body.order_id && (body.refund_line_items || body.transactions)`,
      fields: {
        orderId: 'body.order_id',
        // Of an order that was not paid, what is taken back is worth what it cost.
        amount:
          "body.transactions[?kind == 'refund' && (status == 'success' || status == 'pending')].amount || body.refund_line_items[].subtotal",
        currency: 'body.transactions[0].currency || body.refund_line_items[0].subtotal_set.shop_money.currency_code',
      },
      items: {
        list: 'body.refund_line_items',
        sku: 'line_item.sku || line_item.product_id',
        name: 'line_item.name || line_item.title',
        quantity: 'quantity',
        amount: 'subtotal',
      },
    },
    cancel: {
      when: `headers."x-shopify-topic" == 'orders/cancelled' && body.cancelled_at`,
      fields: { occurredAt: 'body.cancelled_at' },
    },
  },
  fields: {
    id: 'body.id',
    orderId: 'body.id',
    occurredAt: 'body.processed_at || body.created_at',
    amount: 'body.total_price',
    currency: 'body.currency',
    phone: 'body.phone || body.customer.phone || body.billing_address.phone || body.shipping_address.phone',
    country:
      'body.billing_address.country_code || body.shipping_address.country_code || body.customer.default_address.country_code',
    email: 'body.email || body.contact_email || body.customer.email',
    call: noted('leaseline_call'),
    landingPage: 'body.landing_site',
    clickIds: clickIdsAt(noted),
  },
  amountUnit: 'major',
};
