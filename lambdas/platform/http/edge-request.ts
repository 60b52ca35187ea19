import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { badRequest, payloadTooLarge } from './problem.ts';

/** One HTTP request, freed of how API Gateway wraps it. */
export interface EdgeRequest {
  /** The route that API Gateway chose, like `GET /v1/sites/{site}`. */
  readonly routeKey: string;
  /** Path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The query as it came, without its question mark. */
  readonly rawQuery: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON object, undefined when nothing was sent; of who wants it raw, the bytes as they came. */
  readonly body: unknown;
  readonly origin: string | undefined;
  readonly userAgent: string | undefined;
}

/** How bodies are read. */
export interface BodyOptions {
  readonly maxBodyBytes: number;
  /** Bodies are handed over as they came: what was signed is these very bytes. */
  readonly rawBodies?: boolean;
}

/** Reads an event of an HTTP API (payload 2.0). Throws 413 for a body over the limit and 400 for one that is no JSON object. */
export function edgeRequest(event: APIGatewayProxyEventV2, options: BodyOptions): EdgeRequest {
  const headers = defined(event.headers, (name) => name.toLowerCase());
  return {
    routeKey: event.routeKey,
    path: mapValues(defined(event.pathParameters ?? {}), decoded),
    query: defined(event.queryStringParameters ?? {}),
    rawQuery: event.rawQueryString ?? '',
    headers,
    body: options.rawBodies ? bodyBytes(event, options) : jsonObject(event, options),
    origin: headers.origin,
    userAgent: headers['user-agent'],
  };
}

/** Whatever the content type says: browsers send JSON as text/plain to save the preflight. */
function jsonObject(event: APIGatewayProxyEventV2, options: BodyOptions): unknown {
  if (event.body === undefined || event.body === '') return undefined;
  const value = parsedJson(bodyBytes(event, options));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('the body must be a JSON object', [{ field: '', detail: 'must be a JSON object' }]);
  }
  return value;
}

function bodyBytes({ body = '', isBase64Encoded }: APIGatewayProxyEventV2, { maxBodyBytes }: BodyOptions): Buffer {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBodyBytes) throw payloadTooLarge(`the body must be at most ${maxBodyBytes} bytes`);
  return bytes;
}

function parsedJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw badRequest('the body is not JSON', [{ field: '', detail: 'must be JSON in UTF-8' }]);
  }
}

/** API Gateway decodes path parameters; other gateways leave that to the function. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function defined(
  values: Readonly<Record<string, string | undefined>>,
  rename: (name: string) => string = (name) => name,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[rename(name), value]])),
  );
}

function mapValues(values: Record<string, string>, change: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
