import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { handler } from '../../../lambdas/handlers/management.ts';
import { managementRoutes } from '../../../lambdas/platform/names.ts';
import { createKey, type NewKey } from '../../../lambdas/settings/api-keys/api-key.ts';
import { putApiKey } from '../../../lambdas/settings/api-keys/api-key-store.ts';
import { createTable, embeddedDynamoDB } from '../../embedded-dynamodb.ts';

/** The fields that tests look into; which of them an answer has depends on the call. */
export interface AnswerBody {
  readonly detail: string;
  readonly errors: readonly { field: string; detail: string }[];
  readonly items: readonly { id: string; number: string }[];
  readonly results: readonly { result: string; display?: string; detail?: string }[];
  readonly cursor?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: AnswerBody;
}

/** Points the function's environment at fresh tables of the embedded DynamoDB, with `local` as an admin's key. */
export async function freshTables() {
  const [settings, leases, visits, calls] = await Promise.all(
    (['Settings', 'Leases', 'Visits', 'Calls'] as const).map((table) => createTable(table)),
  );
  Object.assign(process.env, {
    SETTINGS_TABLE: settings,
    LEASES_TABLE: leases,
    VISITS_TABLE: visits,
    CALLS_TABLE: calls,
    WORK_QUEUE_URL: 'https://sqs.example/work',
    DESTINATION_SECRET_PREFIX: 'leaseline/test/destination',
    CARRIER_SECRET_PREFIX: 'leaseline/test/carrier',
    ORDER_SOURCE_SECRET_PREFIX: 'leaseline/test/order-source',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: process.env.TEST_DYNAMODB_ENDPOINT,
  });
  const { documents } = embeddedDynamoDB();
  const tables = {
    settings: { documents, name: settings! },
    leases: { documents, name: leases! },
    visits: { documents, name: visits! },
    calls: { documents, name: calls! },
  };
  const addKey = async (wanted: NewKey) => {
    const { item, secret } = createKey(wanted, Date.now());
    await putApiKey(tables.settings, item);
    return secret;
  };
  await addKey({ secret: 'local', role: 'admin', source: 'test' });
  return { ...tables, addKey };
}

/** Makes a call as API Gateway would hand it over: `request('PUT /v1/sites/shop', {...})`. */
export async function request(call: string, body?: unknown, key?: string): Promise<Answer> {
  const { status, body: text = '' } = await rawRequest(call, body, key);
  return { status, body: text === '' ? undefined : JSON.parse(text) };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string | undefined;
}

/** The same, with the answer as it is sent. */
export async function rawRequest(call: string, body?: unknown, key = 'local'): Promise<RawAnswer> {
  const [method = '', address = ''] = call.split(' ');
  const url = new URL(address, 'https://api.example');
  const event = {
    ...routed(method, url.pathname),
    queryStringParameters: Object.fromEntries(url.searchParams),
    headers: key === '' ? {} : { authorization: `Bearer ${key}` },
    requestContext: { http: { method } },
    isBase64Encoded: false,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  } as unknown as APIGatewayProxyEventV2;
  const answer = await handler(event, {} as Context);
  return { status: answer.statusCode!, headers: answer.headers ?? {}, body: answer.body };
}

/** The route that API Gateway would choose: one without a variable before one with. */
export function routed(method: string, path: string) {
  for (const route of managementRoutes.toSorted((a, b) => Number(a.includes('{')) - Number(b.includes('{')))) {
    const [ofMethod, shape = ''] = route.split(' ');
    const pattern = new RegExp(`^${shape.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const found = ofMethod === method ? pattern.exec(path) : null;
    if (found !== null) return { routeKey: route, pathParameters: { ...found.groups } };
  }
  return { routeKey: '$default', pathParameters: {} };
}

export const shop = {
  name: 'Shop',
  siteKey: 'pk_shop',
  origins: ['https://shop.example'],
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  country: 'DE',
  swap: { numbers: ['+493023125999'] },
};

export const shopAds = {
  site: 'shop',
  kind: 'session',
  order: 10,
  source: 'google',
  medium: 'cpc',
  when: [{ clickId: 'gclid' }, { source: 'google', medium: 'cpc' }],
  leaseSeconds: 1200,
  probationSeconds: 60,
  defaultNumber: '+493023125000',
  targets: { coverage: 0.85, accuracy: 0.9 },
};

export const shopPrint = {
  site: 'shop',
  kind: 'source',
  source: 'print',
  campaign: 'flyer',
  numbers: ['+493023125900'],
};
