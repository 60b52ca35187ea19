import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../../lambdas/handlers/order-webhooks.ts';
import { readOrderSourceSettings } from '../../../lambdas/orders/sources/order-source.ts';
import { putOrderSource } from '../../../lambdas/orders/sources/put-order-source.ts';
import { logger } from '../../../lambdas/platform/log.ts';
import { putSite } from '../../../lambdas/settings/sites/put-site.ts';
import { signers, url } from '../orders/sources/signers.ts';
import { hubspotVector, shopifyVectors } from '../orders/sources/vendor-vectors.ts';
import { siteOf } from '../settings/shop.ts';
import { freshTables } from './management-client.ts';

const sqs = mockClient(SQSClient);
const manager = mockClient(SecretsManagerClient);
let tables: Awaited<ReturnType<typeof freshTables>>;
let secrets: Map<string, string>;
let tokens = 0;
let written: jest.SpyInstance;

const putSource = (id: string, type: string, secret: string, more: object = {}) =>
  putOrderSource(
    {
      settings: tables.settings,
      createSecrets: async (place, values) =>
        void secrets.set(`leaseline/test/order-source/${place}`, JSON.stringify(values)),
      deleteSecrets: async () => undefined,
      newToken: () => `t${++tokens}`,
    },
    id,
    readOrderSourceSettings({
      site: 'shop',
      type,
      secrets: { signing: secret },
      ...(type === 'hubspot' && { url }),
      ...more,
    }),
    Date.now(),
  );

beforeEach(async () => {
  tables = await freshTables();
  await putSite(tables.settings, 'shop', { ...siteOf('pk_shop'), currency: 'EUR' }, Date.now());
  secrets = new Map([['arn:secret', JSON.stringify({ master: 'm'.repeat(64), signingKeys: ['1'] })]]);
  process.env.MASTER_SECRET_ARN = 'arn:secret';
  process.env.ORDER_SOURCE_SECRET_PREFIX = 'leaseline/test/order-source/';
  sqs.reset();
  sqs.on(SendMessageCommand).resolves({});
  manager.reset();
  manager.on(GetSecretValueCommand).callsFake(({ SecretId }) => ({ SecretString: secrets.get(SecretId) }));
  written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  jest.spyOn(logger, 'warn').mockReturnValue();
  jest.spyOn(logger, 'error').mockReturnValue();
});

afterEach(() => jest.restoreAllMocks());

async function send(source: string, body: string | Uint8Array, headers: Readonly<Record<string, string | undefined>>) {
  const bytes = Buffer.from(body);
  const event = {
    routeKey: 'POST /v1/order-sources/{source}/webhook',
    pathParameters: { source },
    headers: { 'content-type': 'application/json', ...headers },
    body: bytes.toString('base64'),
    isBase64Encoded: true,
  } as unknown as APIGatewayProxyEventV2;
  const answer = await handler(event, {} as Context);
  return {
    status: answer.statusCode,
    body: JSON.parse(answer.body ?? '{}') as { orders: object[]; ignored: string[] },
  };
}

/** What is stored of calls, orders and persons. */
async function stored(): Promise<unknown[]> {
  const { Items = [] } = await tables.calls.documents.send(new ScanCommand({ TableName: tables.calls.name }));
  return Items;
}

const counted = () => {
  const { _aws, FunctionName: _name, ...counts } = JSON.parse(String(written.mock.lastCall?.[0] ?? '{}'));
  return counts;
};

const bodies: Readonly<Record<string, object>> = {
  'standard-webhooks': {
    type: 'order.sale',
    data: { id: 'e1', orderId: '1', amount: '10.00', email: 'a@example.com' },
  },
  stripe: {
    type: 'charge.succeeded',
    created: 1_795_183_402,
    data: { object: { id: 'ch_1', amount_captured: 1000, currency: 'eur', receipt_email: 'a@example.com' } },
  },
  shopify: { id: 1, total_price: '10.00', currency: 'EUR', email: 'a@example.com' },
  hubspot: { objectId: 1, dealstage: 'closedwon', amount: '10.00', contact_email: 'a@example.com' },
  woocommerce: { id: 1, status: 'completed', total: '10.00', currency: 'EUR', billing: { email: 'a@example.com' } },
};

describe.each(signers.map((signer, index) => ({ name: `${signer.type} ${index}`, signer })))('$name', ({ signer }) => {
  const { type, secret, otherSecret, sign, timed } = signer;
  const body = JSON.stringify(bodies[type]);
  const topic = type === 'shopify' ? { 'x-shopify-topic': 'orders/paid' } : {};
  const signed = (text = body, key = secret, at = Date.now()) => ({ ...sign(text, key, at), ...topic });

  beforeEach(() => putSource('shop', type, secret));

  test('what the vendor signed is taken once, however often it is sent', async () => {
    const first = await send('shop', body, signed());
    expect(first).toEqual({
      status: 200,
      body: { orders: [{ order: expect.any(String), call: null }], ignored: [] },
    });
    const before = await stored();
    expect(before).not.toEqual([]);
    expect(await send('shop', body, signed())).toEqual(first);
    expect(await send('shop', body, signed(body, secret, Date.now() - 60_000))).toEqual(first);
    expect(await stored()).toEqual(before);
    expect(counted()).toEqual({ OrdersTaken: 1 });
  });

  test('forged, changed and truncated ones get 401, and leave a count', async () => {
    const answers = [
      await send('shop', body, signed(body, otherSecret)),
      await send('shop', body.slice(0, -1), signed()),
      await send('shop', `${body} `, signed()),
      await send('shop', body, topic),
      await send('shop', '', signed()),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(await stored()).toEqual([]);
    expect(counted()).toEqual({ WebhooksRefused: 1 });
  });

  test('what is signed and cut short, or is no UTF-8, gets 400', async () => {
    const cut = body.slice(0, -5);
    expect((await send('shop', cut, signed(cut))).status).toBe(400);
    expect(counted()).toEqual({ WebhooksMalformed: 1 });
    expect(await stored()).toEqual([]);
  });

  if (timed) {
    test('replayed after more than five minutes it gets 401', async () => {
      expect((await send('shop', body, signed(body, secret, Date.now() - 301_500))).status).toBe(401);
      expect((await send('shop', body, signed(body, secret, Date.now() + 302_000))).status).toBe(401);
      expect(await stored()).toEqual([]);
    });
  }

  test('what is no order is answered, ignored and counted', async () => {
    const other = JSON.stringify({ type: 'something.else' });
    expect(await send('shop', other, signed(other))).toEqual({
      status: 200,
      body: { orders: [], ignored: ['it tells of no order'] },
    });
    expect(counted()).toEqual({ WebhooksIgnored: 1 });
  });
});

test("what Shopify's own library accepts, and what HubSpot's own client signed long ago", async () => {
  await putSource('shopify', 'shopify', 'hush');
  await putSource('hubspot', 'hubspot', hubspotVector.secret, { url: hubspotVector.url });
  const [created] = shopifyVectors;
  // The shop sells in Canadian dollars, the site in euros: that is said, and alarms.
  const answer = await send('shopify', created!.body, created!.headers);
  expect(answer).toEqual({
    status: 200,
    body: { orders: [], ignored: ["sale: revenue.currency must be the site's currency, EUR"] },
  });
  expect(counted()).toEqual({ WebhooksMalformed: 1 });
  jest.spyOn(Date, 'now').mockReturnValue(hubspotVector.at + 400_000);
  expect((await send('hubspot', hubspotVector.body, hubspotVector.headers)).status).toBe(401);
  jest.spyOn(Date, 'now').mockReturnValue(hubspotVector.at + 200_000);
  expect((await send('hubspot', hubspotVector.body, hubspotVector.headers)).status).toBe(200);
});

test('a source that does not exist is answered like one whose secret is another', async () => {
  await putSource('shop', 'shopify', 'secret-of-the-shop');
  const nobody = await send('other', '{}', { 'x-shopify-hmac-sha256': 'x' });
  const refused = await send('shop', '{}', { 'x-shopify-hmac-sha256': 'x' });
  expect(nobody.status).toBe(401);
  expect(nobody.body).toEqual(refused.body);
});

test('the same event with other content is ignored, and says so', async () => {
  const { sign, secret } = signers.find(({ type }) => type === 'woocommerce')!;
  await putSource('woo', 'woocommerce', secret);
  const [first, changed] = ['10.00', '12.00'].map((total) => JSON.stringify({ ...bodies.woocommerce, total }));
  await send('woo', first!, sign(first!, secret, Date.now()));
  expect((await send('woo', changed!, sign(changed!, secret, Date.now()))).body).toEqual({
    orders: [],
    ignored: ['sale: was told before with other content, which stays'],
  });
});

test('the first ping of WooCommerce is answered', async () => {
  await putSource('woo', 'woocommerce', 'wc-secret');
  const ping = await send('woo', 'webhook_id=5', { 'content-type': 'application/x-www-form-urlencoded' });
  expect(ping).toEqual({ status: 200, body: { orders: [], ignored: ['a ping'] } });
  expect(await stored()).toEqual([]);
});
