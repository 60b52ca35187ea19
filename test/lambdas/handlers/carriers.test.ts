import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { accountCarriers } from '../../../lambdas/calls/carriers/registry.ts';
import type { MatchSources } from '../../../lambdas/calls/match/gather-match-facts.ts';
import { handler } from '../../../lambdas/handlers/carriers.ts';
import { logger } from '../../../lambdas/platform/log.ts';
import { readCarrierAccountSettings } from '../../../lambdas/settings/carrier-accounts/carrier-account.ts';
import {
  deleteCarrierAccount,
  putCarrierAccount,
} from '../../../lambdas/settings/carrier-accounts/write-carrier-account.ts';
import { standardWebhook } from '../calls/carriers/carrier-samples.ts';
import { lookup, number, otherSigning, record, ringing, signing } from '../calls/carriers/generic/samples.ts';
import { emptyTables, giveRole, putPool, putShop, show } from '../calls/stores.ts';

const sqs = mockClient(SQSClient);
const manager = mockClient(SecretsManagerClient);
let tables: MatchSources;
let secrets: Map<string, string>;
let tokens = 0;
let written: jest.SpyInstance;

const parts = () => ({
  settings: tables.settings,
  createSecrets: async (place: string, values: object) =>
    void secrets.set(`leaseline/test/carrier/${place}`, JSON.stringify(values)),
  deleteSecrets: async (place: string) => void secrets.delete(`leaseline/test/carrier/${place}`),
  newToken: () => `t${++tokens}`,
});

const putAccount = (id: string, secret = signing, more: object = {}) =>
  putCarrierAccount(
    parts(),
    id,
    readCarrierAccountSettings(accountCarriers, { type: 'generic', secrets: { signing: secret, ...more } }),
    Date.now(),
  );

beforeEach(async () => {
  tables = await emptyTables();
  secrets = new Map([['arn:secret', JSON.stringify({ master: 'm'.repeat(64), signingKeys: ['1'] })]]);
  process.env.AWS_ENDPOINT_URL_DYNAMODB = process.env.TEST_DYNAMODB_ENDPOINT;
  process.env.AWS_REGION = 'us-east-1';
  process.env.AWS_ACCESS_KEY_ID = process.env.AWS_SECRET_ACCESS_KEY = 'test';
  process.env.SETTINGS_TABLE = tables.settings.name;
  process.env.LEASES_TABLE = tables.leases.name;
  process.env.VISITS_TABLE = tables.visits.name;
  process.env.CALLS_TABLE = tables.calls.name;
  process.env.MASTER_SECRET_ARN = 'arn:secret';
  process.env.CARRIER_SECRET_PREFIX = 'leaseline/test/carrier/';
  process.env.WORK_QUEUE_URL = 'http://queue';
  process.env.PUBLIC_URL = 'https://calls.example';
  sqs.reset();
  sqs.on(SendMessageCommand).resolves({});
  manager.reset();
  manager.on(GetSecretValueCommand).callsFake(({ SecretId }) => ({ SecretString: secrets.get(SecretId) }));
  written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  jest.spyOn(logger, 'warn').mockReturnValue();
});

afterEach(() => jest.restoreAllMocks());

interface Sending {
  readonly account?: string;
  readonly hook?: string;
  readonly secret?: string;
  readonly at?: number;
  readonly change?: (event: APIGatewayProxyEventV2) => object;
}

async function send(message: unknown, { account = 'pbx', hook = 'calls', secret = signing, ...more }: Sending = {}) {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  const { headers } = standardWebhook(secret, body, more.at ?? Date.now());
  const event = {
    routeKey: 'POST /v1/carriers/{account}/{hook}',
    pathParameters: { account, hook },
    headers: { 'content-type': 'application/json', ...headers },
    body,
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  const answer = await handler({ ...event, ...more.change?.(event) } as APIGatewayProxyEventV2, {} as Context);
  return { status: answer.statusCode, body: JSON.parse(answer.body ?? '{}') as Record<string, unknown> };
}

/** Signed as it is sent, by a PBX that knows no UTF-8. */
function sendLatin1(message: object, contentType: string) {
  const body = Buffer.from(JSON.stringify(message), 'latin1');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(signing.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`msg_1.${timestamp}.`).update(body).digest('base64');
  const signed = { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
  const isBase64Encoded = contentType !== 'application/json';
  return send('', {
    change: () => ({
      body: body.toString(isBase64Encoded ? 'base64' : 'utf8'),
      isBase64Encoded,
      headers: { ...signed, 'content-type': contentType },
    }),
  });
}

const queued = () => sqs.commandCalls(SendMessageCommand).map(({ args }) => JSON.parse(args[0].input.MessageBody!));
const counted = () => {
  const { _aws, FunctionName: _name, ...counts } = JSON.parse(String(written.mock.lastCall?.[0] ?? '{}'));
  return counts;
};

describe('who sends', () => {
  beforeEach(() => putAccount('pbx'));

  test('what the account signed is queued as it came, then acknowledged', async () => {
    const body = ` ${JSON.stringify(record)}\n`;
    expect(await send(body)).toEqual({ status: 202, body: { call: 'pbx-1764430000.12' } });
    expect(queued()).toEqual([
      {
        kind: 'carrier',
        carrier: 'generic',
        account: 'pbx',
        hook: 'calls',
        settings: {},
        receivedAt: expect.any(Number),
        raw: body,
      },
    ]);
  });

  test('whatever the content type says, and however the gateway wraps it', async () => {
    const change = ({ body = '', headers }: APIGatewayProxyEventV2) => ({
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
      headers: { ...headers, 'content-type': 'application/octet-stream' },
    });
    expect(await send({ ...record, agent: 'Zoë' }, { change })).toMatchObject({ status: 202 });
    expect(JSON.parse(queued()[0].raw).agent).toBe('Zoë');
  });

  const minute = 60_000;
  test.each<[string, Sending, string]>([
    ['signed by somebody else', { secret: otherSigning }, 'WebhooksRefused'],
    ['replayed after six minutes', { at: Date.now() - 6 * minute }, 'WebhooksRefused'],
    ['from the future', { at: Date.now() + 6 * minute }, 'WebhooksRefused'],
    ['cut', { change: ({ body = '' }) => ({ body: body.slice(0, -20) }) }, 'WebhooksRefused'],
    ['empty', { change: () => ({ body: undefined }) }, 'WebhooksRefused'],
    ['not signed', { change: () => ({ headers: {} }) }, 'WebhooksRefused'],
    ['for another account', { account: 'other' }, 'WebhooksOfNobody'],
    ['for no account', { account: '..%2f' }, 'WebhooksOfNobody'],
    ['for what every object has', { account: 'constructor' }, 'WebhooksOfNobody'],
  ])('what is %s gets the same 401, and leaves only a count', async (_, sending, metric) => {
    const answer = await send(record, sending);
    expect(answer).toMatchObject({
      status: 401,
      body: { detail: expect.stringContaining('not signed by this account') },
    });
    expect([queued(), counted()]).toEqual([[], { [metric]: 1 }]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  test('an unknown hook is only told to who signs', async () => {
    expect((await send(record, { hook: 'constructor' })).status).toBe(404);
    expect((await send(record, { hook: 'nowhere', secret: otherSigning })).status).toBe(401);
  });

  test('what was signed and cannot be read gets 400 with what is missing', async () => {
    expect(await send({ ...record, id: undefined })).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('id') },
    });
    expect(await send('{"id": "1", "event": "rec')).toMatchObject({ status: 400 });
    expect([queued(), counted()]).toEqual([[], { WebhooksMalformed: 1 }]);
    expect(await send('x'.repeat(65 * 1024))).toMatchObject({ status: 413 });
  });

  test('what was signed and is no UTF-8 gets 400; where the gateway has made a text of it, nothing tells it from what was forged', async () => {
    const latin1 = { ...record, agent: 'Zoë' };
    expect(await sendLatin1(latin1, 'application/octet-stream')).toMatchObject({
      status: 400,
      body: { detail: 'the body must be UTF-8' },
    });
    expect(counted()).toEqual({ WebhooksMalformed: 1 });
    expect(await sendLatin1(latin1, 'application/json')).toMatchObject({
      status: 401,
      body: { detail: expect.stringContaining('its body is not UTF-8') },
    });
    expect(counted()).toEqual({ WebhooksRefused: 1 });
    expect(queued()).toEqual([]);
  });

  test('U+FFFD in a body is a character like others: it matters who signed', async () => {
    expect(await send({ ...record, agent: 'Zo\uFFFD' })).toMatchObject({ status: 202 });
    expect(await send({ ...record, agent: 'Zo\uFFFD' }, { secret: otherSigning })).toMatchObject({ status: 401 });
  });

  test('what is of no concern is said to be', async () => {
    expect(await send({ ...record, event: 'parked' })).toEqual({
      status: 202,
      body: { ignored: expect.stringContaining('parked') },
    });
    expect([queued(), counted()]).toEqual([[], { MessagesIgnored: 1 }]);
  });

  test('what is not queued is not acknowledged', async () => {
    jest.spyOn(logger, 'error').mockReturnValue();
    sqs.on(SendMessageCommand).rejects(new Error('no'));
    expect((await send(record)).status).toBe(500);
  });
});

test('new secrets hold at once, beside those of before if they are given too; a deleted account is nobody', async () => {
  await putAccount('pbx');
  expect((await send(record)).status).toBe(202);
  await putAccount('pbx', otherSigning, { previous: signing });
  expect((await send(record, { secret: otherSigning })).status).toBe(202);
  expect((await send(record, { secret: signing })).status).toBe(202);
  await deleteCarrierAccount(parts(), 'pbx', Date.now());
  expect((await send(record, { at: Date.now() - 3_600_000 })).status).toBe(401);
  expect((await send(record, { secret: otherSigning })).status).toBe(401);
});

test('secrets that cannot be seen yet are no reason to refuse for good', async () => {
  jest.spyOn(logger, 'error').mockReturnValue();
  await putAccount('pbx');
  manager.on(GetSecretValueCommand).rejects(new Error('later'));
  expect((await send(record)).status).toBe(500);
});

describe('a lookup', () => {
  beforeEach(async () => {
    await putAccount('pbx');
    await putShop(tables, { route: { forwardTo: ['+12025550151', '+12025550152'] } });
    await putPool(tables, 'web');
    await giveRole(tables, number, { role: 'session', pool: 'web', since: 1 });
    await show(tables, number, 'anna', Date.now() - 60_000, { campaign: 'spring_sale' });
  });

  test('says where the call shall go and where the caller comes from, and is told again to the queue', async () => {
    expect(await send(lookup, { hook: 'lookup' })).toEqual({
      status: 200,
      body: {
        call: 'pbx-1764430000.12',
        found: true,
        route: {
          action: 'phones',
          queue: '',
          phones: ['+12025550151', '+12025550152'],
          ring: 'in-order',
          ringSeconds: 10,
          skill: '',
          record: 'off',
        },
        reason: 'All calls of the site go to its phones.',
        source: 'google',
        medium: 'cpc',
        campaign: 'spring_sale',
        keyword: '',
        recipient: '',
        whisper: 'Call from google spring sale',
        screenText: 'google cpc spring sale',
      },
    });
    expect(queued()).toMatchObject([{ hook: 'lookup', raw: JSON.stringify(lookup) }]);
    expect(counted()).toEqual({ Lookups: 1 });
  });

  test('of a number that is nobody’s goes the usual way', async () => {
    expect(await send({ ...lookup, to: '+12025550111' }, { hook: 'lookup' })).toMatchObject({
      status: 200,
      body: { found: false, route: { action: 'default', queue: '', phones: [] }, whisper: 'Incoming call' },
    });
  });

  test('is answered in time whatever refuses or hangs, and that is counted', async () => {
    sqs.on(SendMessageCommand).callsFake(() => new Promise(() => undefined));
    await send(lookup, { hook: 'lookup' }); // the account is known from here on
    const documents = mockClient(DynamoDBDocumentClient);
    documents.on(QueryCommand).callsFake(() => new Promise(() => undefined));
    const answer = await send(lookup, { hook: 'lookup' }).finally(() => documents.restore());
    expect(answer).toMatchObject({ status: 200, body: { call: 'pbx-1764430000.12', route: { action: 'default' } } });
    expect(counted()).toEqual({ Lookups: 1, DefaultAnswers: 1, LookupsNotQueued: 1 });
  });

  test('is only for who signs, and for what can be routed', async () => {
    expect((await send(lookup, { hook: 'lookup', secret: otherSigning })).status).toBe(401);
    expect((await send({ ...ringing, to: null }, { hook: 'lookup' })).status).toBe(400);
  });
});
