import { readFileSync } from 'node:fs';
import path from 'node:path';

const fixtures = path.resolve(import.meta.dirname, '../../../fixtures/orders');

interface Fixture {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A webhook as its sender sent it once; `test/fixtures/orders/SOURCES.md` says where it is from. */
export function orderFixture(name: string): Fixture {
  return JSON.parse(readFileSync(path.join(fixtures, `${name}.json`), 'utf8')) as Fixture;
}

/**
 * Signed by `Signature.getSignature('POST', 'v3', ...)` of `@hubspot/api-client` 14.0.1, whose 54 MB are not worth having here. The shape of the
 * body is that of `hubspot-deal.json`.
 */
export const hubspotVector = {
  secret: '5c2f0b1e-7f3a-4f62-9d0a-2f6f4c1b9e77',
  url: 'https://calls.example/v1/order-sources/hubspot/webhook',
  at: 1_795_183_402_123,
  headers: {
    'x-hubspot-request-timestamp': '1795183402123',
    'x-hubspot-signature-v3': 'tNCAQaocySuXNywkoolHiaJsE3HawFOmholuiFhaMUU=',
  },
  body: JSON.stringify({
    portalId: 1,
    objectType: 'DEAL',
    objectTypeId: '0-3',
    objectId: 7036839888,
    properties: {
      amount: { value: '129.50' },
      dealstage: { value: 'closedwon' },
      hs_is_closed_won: { value: 'true' },
      deal_currency_code: { value: 'USD' },
      closedate: { value: '1795183402000' },
      contact_phone: { value: '(202) 555-0123' },
      dealname: { value: 'Größe 42 – two' },
    },
  }),
};

/** `webhooks.validate` of `@shopify/shopify-api` 15.0.0 takes these, and refuses them with one byte more. */
export const shopifyVectors = [
  shopifyVector('shopify-orders-create', 'oiz5z8r51maaT1Rf6OQXPHxQNA7aQ6pwVkO1Ovt5zmI='),
  shopifyVector('shopify-refunds-create', '2naKZqa2U/7k7b5k57ZXvs+zBgHfQ4loqHQtoU+pC5I='),
];

function shopifyVector(name: string, signature: string) {
  const { headers, body } = orderFixture(name);
  return {
    topic: headers['x-shopify-topic'],
    secret: 'hush',
    headers: { ...headers, 'x-shopify-hmac-sha256': signature },
    body: JSON.stringify(body),
  };
}
