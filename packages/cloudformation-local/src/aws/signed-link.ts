import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from './aws-error.ts';
import { type HttpRequest, header } from './http-exchange.ts';

/** The keys that clients of this machine sign with. */
export interface ClientKeys {
  readonly id: string;
  readonly secret: string;
}

/**
 * Whether a request is a link to an object of S3 that somebody signed beforehand, for whoever opens it
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html). It reads; nothing is changed by a link.
 */
export function isSignedLink(request: HttpRequest): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && queryOf(request).has('X-Amz-Signature');
}

/**
 * Whether a browser opens such a link in a tab, or plays it, as a page of this machine or a person wants it. No page can read what comes:
 * what asks to (`fetch`, frames, whatever names an origin) is not among them, and neither is what a page of another site begins.
 */
export function isLinkThatIsOpened(request: HttpRequest): boolean {
  const { headers } = request;
  return (
    isSignedLink(request) &&
    headers.origin === undefined &&
    ['same-site', 'same-origin', 'none'].includes(header(request, 'sec-fetch-site')) &&
    ['document', 'audio', 'video'].includes(header(request, 'sec-fetch-dest'))
  );
}

/** Throws a 403, as S3 does, for a link that was signed by other keys or for another request, or that has ended. `now` in ms. */
export function verifyLink(request: HttpRequest, keys: ClientKeys, now: number): void {
  const query = queryOf(request);
  const [id, ...scope] = (query.get('X-Amz-Credential') ?? '').split('/');
  if (id !== keys.id) throw new AwsError('InvalidAccessKeyId', `The link is not signed by the key ${keys.id}.`, 403);
  const signed = Buffer.from(query.get('X-Amz-Signature') ?? '', 'hex');
  const expected = signature(request, query, scope, keys);
  if (signed.length !== expected.length || !timingSafeEqual(signed, expected)) {
    throw new AwsError(
      'SignatureDoesNotMatch',
      'The link was changed after it was signed, or is for another address.',
      403,
    );
  }
  const seconds = Number(query.get('X-Amz-Expires'));
  const signedAt = readTime(query.get('X-Amz-Date') ?? '');
  if (!(now <= signedAt + seconds * 1000)) throw new AwsError('AccessDenied', 'Request has expired', 403);
}

/** What a link may say of its answer: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
const overrides = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** Headers that go before those of the object: what the link says, and that no script runs in what a browser shows. */
export function headersOfLink(request: HttpRequest): Readonly<Record<string, string>> {
  const query = queryOf(request);
  const said = overrides.flatMap((name) => {
    const value = query.get(`response-${name}`);
    return value === null ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(said),
    'content-security-policy': 'sandbox allow-same-origin',
    'x-content-type-options': 'nosniff',
  };
}

function queryOf(request: HttpRequest): URLSearchParams {
  const [, ...query] = (request.url ?? '').split('?');
  return new URLSearchParams(query.join('?'));
}

function signature(
  request: HttpRequest,
  query: URLSearchParams,
  scope: readonly string[],
  { secret }: ClientKeys,
): Buffer {
  const names = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
  const value = (name: string) =>
    (header(request, name) || (name === 'host' && header(request, ':authority')) || '').trim();
  const canonical = [
    request.method ?? '',
    (request.url ?? '').split('?')[0] ?? '',
    canonicalQuery(query),
    ...names.map((name) => `${name}:${value(name)}`),
    '',
    names.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const toSign = [
    'AWS4-HMAC-SHA256',
    query.get('X-Amz-Date') ?? '',
    scope.join('/'),
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, toSign);
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map((pair) => pair.map(escaped).join('='))
    .sort()
    .join('&');
}

/** As signatures want it: RFC 3986. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** ISO 8601 without punctuation; NaN if it is not. */
function readTime(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
}
