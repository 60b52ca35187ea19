import { createHmac, randomBytes } from 'node:crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

/** What a sender puts on the wire. `at` in ms. */
export interface Signer {
  readonly type: string;
  /** A scheme has a time that is signed: then what is old is refused. */
  readonly timed: boolean;
  readonly secret: string;
  readonly otherSecret: string;
  readonly sign: (body: string, secret: string, at: number) => Record<string, string>;
}

/** Where the sources of these tests are told to listen. */
export const url = 'https://calls.example/v1/order-sources/shop/webhook';

const whsec = () => `whsec_${randomBytes(32).toString('base64')}`;
const hmac = (secret: string, text: string, encoding: 'hex' | 'base64') =>
  createHmac('sha256', secret).update(text).digest(encoding);

/** The packages of those who made the schemes sign where they can; where they only verify, `vendor-vectors.ts` has what they accept. */
export const signers: readonly Signer[] = [
  {
    type: 'standard-webhooks',
    timed: true,
    secret: whsec(),
    otherSecret: whsec(),
    sign: (body, secret, at) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at / 1000)),
      'webhook-signature': new StandardWebhook(secret).sign('msg_1', new Date(at), body),
    }),
  },
  {
    type: 'standard-webhooks',
    timed: true,
    secret: whsec(),
    otherSecret: whsec(),
    sign: (body, secret, at) => ({
      'webhook-id': 'msg_2',
      'webhook-timestamp': String(Math.floor(at / 1000)),
      'webhook-signature': `v1a,x v1,${hmac('other', body, 'base64')} ${new StandardWebhook(secret).sign('msg_2', new Date(at), body)}`,
    }),
  },
  {
    type: 'standard-webhooks',
    timed: true,
    secret: whsec(),
    otherSecret: whsec(),
    sign: (body, secret, at) => ({
      'webhook-id': 'msg_3',
      'webhook-timestamp': String(Math.floor(at / 1000)),
      'webhook-signature': new SvixWebhook(secret).sign('msg_3', new Date(at), body),
    }),
  },
  {
    type: 'stripe',
    timed: true,
    secret: 'whsec_test_secret',
    otherSecret: 'whsec_other_secret',
    sign: (body, secret, at) => ({
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({
        payload: body,
        secret,
        timestamp: Math.floor(at / 1000),
      }),
    }),
  },
  {
    type: 'shopify',
    timed: false,
    secret: 'shpss_secret',
    otherSecret: 'shpss_other',
    sign: (body, secret) => ({ 'x-shopify-hmac-sha256': hmac(secret, body, 'base64') }),
  },
  {
    type: 'hubspot',
    timed: true,
    secret: '5c2f0b1e-7f3a-4f62-9d0a-2f6f4c1b9e77',
    otherSecret: '5c2f0b1e-7f3a-4f62-9d0a-000000000000',
    sign: (body, secret, at) => ({
      'x-hubspot-request-timestamp': String(at),
      'x-hubspot-signature-v3': hmac(secret, `POST${url}${body}${at}`, 'base64'),
    }),
  },
  {
    type: 'woocommerce',
    timed: false,
    secret: 'wc_secret_1',
    otherSecret: 'wc_secret_2',
    sign: (body, secret) => ({ 'x-wc-webhook-signature': hmac(secret, body, 'base64') }),
  },
];
