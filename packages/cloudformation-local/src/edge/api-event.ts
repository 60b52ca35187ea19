import type { RouteMatch } from './api-routes.ts';
import type { EdgeRequest } from './exchange.ts';

export interface ApiIdentity {
  readonly accountId: string;
  readonly apiId: string;
  /** Host name by which the API is called; what the viewer called is not seen behind the edge. */
  readonly domainName: string;
}

/** The event of an HTTP API in payload format 2.0. */
export function apiEvent(
  request: EdgeRequest,
  match: RouteMatch,
  api: ApiIdentity,
  requestId: string,
  now: Date,
): object {
  const headers = Object.fromEntries([...request.headers].filter(([name]) => name !== 'cookie'));
  const cookies = request.headers.get('cookie');
  const isBase64Encoded = request.body.length > 0 && !isText(request.headers.get('content-type'));
  const rawPath = decodePath(request.path);
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath,
    rawQueryString: request.query,
    ...(cookies !== null && { cookies: cookies.split(/; */) }),
    headers: { ...headers, host: api.domainName, 'content-length': String(request.body.length) },
    ...(request.query !== '' && { queryStringParameters: queryParameters(request.query) }),
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: match.pathParameters }),
    requestContext: {
      accountId: api.accountId,
      apiId: api.apiId,
      domainName: api.domainName,
      domainPrefix: api.apiId,
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.viewer.address,
        userAgent: request.headers.get('user-agent') ?? '',
      },
      requestId,
      routeKey: match.route.key,
      stage: '$default',
      time: logTime(now),
      timeEpoch: now.getTime(),
    },
    ...(request.body.length > 0 && { body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

/** Values of one name are joined by commas. */
function queryParameters(query: string): Record<string, string> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]));
}

/** Bodies of other types reach the function in base64. */
function isText(contentType: string | null): boolean {
  return /^(text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b|application\/javascript\b)/i.test(contentType ?? '');
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Like `12/Mar/2020:19:03:58 +0000`. */
function logTime(now: Date): string {
  const [, day, month, year, time] = now.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
