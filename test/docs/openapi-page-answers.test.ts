import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../lambdas/handlers/numbers.ts';
import { addNumbers } from '../../lambdas/leases/add-numbers.ts';
import { pageRoutes } from '../../lambdas/platform/names.ts';
import { deriveSigningKeys } from '../../lambdas/platform/signing-keys.ts';
import { signToken } from '../../lambdas/platform/tokens.ts';
import { createTable } from '../embedded-dynamodb.ts';
import { shopTables, start } from '../lambdas/settings/shop.ts';
import { described } from './described-api.ts';

const SecretString = JSON.stringify({ master: 'm'.repeat(64), signingKeys: ['1'] });
mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString });
const page = 'https://shop.example';
const ask = { siteKey: 'pk_shop', pageUrl: `${page}/?utm_source=news&utm_medium=email` };

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { settings, leases } = await shopTables('+12025550190');
  await addNumbers({ settings, leases }, 'ads', ['+12025550100'], start);
  Object.assign(process.env, {
    SETTINGS_TABLE: settings.name,
    LEASES_TABLE: leases.name,
    VISITS_TABLE: await createTable('Visits'),
    VISIT_DAYS: '90',
    MASTER_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:master',
    ORIGIN_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:origin',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: process.env.TEST_DYNAMODB_ENDPOINT,
  });
});

const answered = new Set<string>();
async function post(expected: number, route: string, body: unknown, origin = page) {
  const event = {
    routeKey: route,
    headers: { origin },
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST' } },
    body: JSON.stringify(body),
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode, headers, body: text } = await handler(event, {} as Context);
  const told = text === undefined ? undefined : JSON.parse(text);
  expect({ route, status: statusCode, told }).toEqual({ route, status: expected, told });
  expect(described.problemsOfAnswer(route, statusCode!, String(headers?.['content-type']), told)).toEqual([]);
  answered.add(`${route} ${statusCode}`);
  return told;
}

test('every described answer of a page call is really given, and is as described', async () => {
  const asked = await post(200, 'POST /v1/numbers', ask);
  const held = asked.lease;
  const refused = (await post(200, 'POST /v1/numbers', ask)).lease;
  expect([held.state, refused.state]).toEqual(['leased', 'default']);
  const lease: string = held.token;
  const claims = { kind: 'lease', site: 'shop', pool: 'ads', shard: 0, number: '+12025550100', lease: 'lease-1' };
  const times = { visitor: 'anna', visit: 'visit-1', shownAt: 1, leasedUntil: 2 };
  const lost = signToken(deriveSigningKeys(SecretString), { ...claims, ...times });
  expect(await post(200, 'POST /v1/heartbeats', { lease: lost, active: true })).toMatchObject({ held: false });
  await post(200, 'POST /v1/numbers', { ...ask, consent: { ads: false, analytics: false } });
  await post(400, 'POST /v1/numbers', {});
  await post(404, 'POST /v1/numbers', { ...ask, siteKey: 'pk_nobody' });
  await post(403, 'POST /v1/numbers', ask, 'https://evil.example');
  for (const [route, status] of [
    ['POST /v1/heartbeats', 200],
    ['POST /v1/clicks', 202],
  ] as const) {
    await post(status, route, { lease, active: true });
    await post(400, route, { lease: 5 });
    await post(401, route, { lease: 'forged', active: true });
    await post(403, route, { lease, active: true }, 'https://evil.example');
  }
  const consent = { ads: false, analytics: true };
  await post(400, 'POST /v1/consents', { lease });
  await post(401, 'POST /v1/consents', { lease: 'forged', consent });
  await post(403, 'POST /v1/consents', { lease, consent }, 'https://evil.example');
  expect(await post(200, 'POST /v1/consents', { visitor: asked.visitor, lease, consent })).toHaveProperty('visitor');
  const denied = { ads: false, analytics: false };
  expect(await post(200, 'POST /v1/consents', { lease, consent: denied })).toMatchObject({
    default: { e164: '+12025550190' },
  });
  for (const route of pageRoutes) await post(413, route, { lease: 'x'.repeat(17_000) });

  const documented = pageRoutes.flatMap((route) =>
    Object.keys(described.operation(route).responses)
      .filter((status) => status !== '500')
      .map((status) => `${route} ${status}`),
  );
  expect(documented.filter((one) => !answered.has(one))).toEqual([]);
});
