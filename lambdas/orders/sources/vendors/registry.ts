import { hubspot } from './hubspot.ts';
import { shopify } from './shopify.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { stripe } from './stripe.ts';
import type { Vendor } from './vendor.ts';
import { woocommerce } from './woocommerce.ts';

/** The senders that are known, by type. */
export const vendors: ReadonlyMap<string, Vendor> = new Map(
  [standardWebhooks, shopify, stripe, hubspot, woocommerce].map((vendor) => [vendor.type, vendor]),
);
