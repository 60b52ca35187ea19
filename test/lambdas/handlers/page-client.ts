import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { parse } from 'zod/mini';
import type { Endpoint } from '../../../lambdas/api/endpoint.ts';
import { pageEndpoints } from '../../../lambdas/api/page.ts';
import { handler as consents } from '../../../lambdas/handlers/consents.ts';
import { handler as identities } from '../../../lambdas/handlers/identities.ts';
import { handler as numbers } from '../../../lambdas/handlers/numbers.ts';
import { handler as phoneCodes } from '../../../lambdas/handlers/phone-codes.ts';
import { addNumbers } from '../../../lambdas/leases/inventory/add-numbers.ts';
import { consentRoutes, identityRoutes, phoneCodeRoutes } from '../../../lambdas/platform/names.ts';
import { createTable } from '../../embedded-dynamodb.ts';
import { number, shopTables, start } from '../settings/shop.ts';

export const page = 'https://shop.example';
export const defaultNumber = '+12025550190';
export const originSecret = 'o'.repeat(64);
export const masterSecret = JSON.stringify({ master: 'm'.repeat(64), signingKeys: ['1'] });

/** Points the environment of both functions at a shop whose pool `ads` has so many numbers. */
export async function openShop(poolSize: number): Promise<void> {
  const secrets = mockClient(SecretsManagerClient);
  secrets.on(GetSecretValueCommand, { SecretId: 'master' }).resolves({ SecretString: masterSecret });
  secrets.on(GetSecretValueCommand, { SecretId: 'origin' }).resolves({ SecretString: originSecret });
  const { settings, leases } = await shopTables(defaultNumber);
  const poolNumbers = Array.from({ length: poolSize }, (_, index) => number(index));
  await addNumbers({ settings, leases }, 'ads', poolNumbers, start);
  Object.assign(process.env, {
    SETTINGS_TABLE: settings.name,
    LEASES_TABLE: leases.name,
    VISITS_TABLE: await createTable('Visits'),
    CALLS_TABLE: await createTable('Calls'),
    WORK_QUEUE_URL: 'https://sqs.example/work',
    VISIT_DAYS: '90',
    MASTER_SECRET_ARN: 'master',
    ORIGIN_SECRET_ARN: 'origin',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: process.env.TEST_DYNAMODB_ENDPOINT,
  });
}

/** Makes a call as API Gateway would hand it over, to the function that the route leads to. */
export async function post(path: string, body: unknown, headers: Record<string, string> = { origin: page }) {
  const routeKey = `POST ${path}`;
  const event = {
    routeKey,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers },
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST' } },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  } as unknown as APIGatewayProxyEventV2;
  const isOf = (routes: readonly string[]) => routes.includes(routeKey);
  const ofFew = isOf(identityRoutes) ? identities : isOf(phoneCodeRoutes) ? phoneCodes : numbers;
  const handler = isOf(consentRoutes) ? consents : ofFew;
  const answer = await handler(event, {} as Context);
  checkAnswer(routeKey, answer);
  return {
    status: answer.statusCode,
    headers: answer.headers ?? {},
    body: answer.body === undefined ? undefined : JSON.parse(answer.body),
  };
}

/** The function that gives numbers does not load what its answers look like, so every test holds them against it: no field more. */
function checkAnswer(routeKey: string, { statusCode = 200, body = '{}' }: APIGatewayProxyStructuredResultV2): void {
  const endpoint = new Map<string, Endpoint>(Object.entries(pageEndpoints)).get(routeKey);
  if (statusCode >= 300 || endpoint?.answer === undefined) return;
  const told: unknown = JSON.parse(body);
  expect(parse(endpoint.answer, told)).toEqual(told);
}
