import { readOrderSourceSettings } from '../../../../lambdas/orders/sources/order-source.ts';
import type { OrderContext, ReadOrders } from '../../../../lambdas/orders/sources/read-orders.ts';
import { readOrders } from '../../../../lambdas/orders/sources/read-orders.ts';
import { sourceWays } from '../../../../lambdas/orders/sources/source-ways.ts';

export const now = Date.parse('2026-11-20T14:03:22.500Z');

/** How a source of that description reads; `url` as far as its type wants one. */
export function contextOf(settings: Readonly<Record<string, unknown>>): OrderContext {
  const wanted = readOrderSourceSettings({ site: 'shop', ...settings });
  const ways = sourceWays({
    id: 'shop',
    site: wanted.site,
    type: wanted.type,
    ...wanted.own,
    secretNames: ['signing'],
    secretsAt: 'shop/t1',
    version: 1,
  });
  if (ways === undefined) throw new Error('the source is not known');
  return { site: 'shop', currency: 'EUR', country: wanted.own.country, mapping: ways.mapping };
}

const contexts = {
  'standard-webhooks': contextOf({ type: 'standard-webhooks' }),
  shopify: contextOf({ type: 'shopify' }),
  stripe: contextOf({ type: 'stripe' }),
  hubspot: contextOf({ type: 'hubspot', country: 'US', url: 'https://calls.example/v1/order-sources/crm/webhook' }),
  woocommerce: contextOf({ type: 'woocommerce' }),
};

/** What a webhook of that sender says. */
export function readAs(
  type: keyof typeof contexts,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): ReadOrders {
  return readIn(contexts[type], body, headers);
}

export function readIn(
  context: OrderContext,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): ReadOrders {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const read = readOrders({ headers, query: {}, body: bytes }, context, now);
  if ('malformed' in read) throw new Error(read.malformed);
  return read;
}
