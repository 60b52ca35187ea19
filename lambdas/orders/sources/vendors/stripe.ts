import { clickIdsAt } from './click-ids-at.ts';
import type { Vendor } from './vendor.ts';

const object = 'body.data.object';

/**
 * Stripe: docs.stripe.com/webhooks. A payment is the order: by whichever of its events it is told, its id is that of the payment intent, so
 * that it counts once.
 */
export const stripe: Vendor = {
  type: 'stripe',
  scheme: {
    signature: { header: 'stripe-signature', separator: ',', prefix: 'v1=' },
    encoding: 'hex',
    signed: '{time}.{body}',
    time: { header: 'stripe-signature', separator: ',', prefix: 't=', unit: 'seconds' },
  },
  kinds: {
    sale: {
      when: `(body.type == 'checkout.session.completed' && ${object}.payment_status == 'paid') ||
        contains(['checkout.session.async_payment_succeeded', 'payment_intent.succeeded', 'charge.succeeded'], body.type)`,
      fields: { amount: `${object}.amount_total || ${object}.amount_received || ${object}.amount_captured` },
    },
    refund: {
      when: `contains(['refund.created', 'refund.updated', 'charge.refund.updated'], body.type) &&
        ${object}.status == 'succeeded'`,
      fields: {
        id: `${object}.id`,
        orderId: `${object}.payment_intent || ${object}.charge`,
        occurredAt: `${object}.created`,
      },
    },
  },
  fields: {
    id: `${object}.payment_intent || ${object}.id`,
    orderId: `${object}.payment_intent || ${object}.id`,
    occurredAt: 'body.created',
    amount: `${object}.amount`,
    currency: `${object}.currency`,
    phone: `${object}.customer_details.phone || ${object}.billing_details.phone || ${object}.shipping.phone`,
    country: `${object}.customer_details.address.country || ${object}.billing_details.address.country`,
    email: `${object}.customer_details.email || ${object}.billing_details.email || ${object}.receipt_email`,
    call: `${object}.metadata.leaseline_call`,
    clickIds: clickIdsAt((name) => `${object}.metadata.${name}`),
  },
  amountUnit: 'minor',
  // docs.stripe.com/currencies, special cases.
  minorDigits: { ISK: 2, UGX: 2 },
};
