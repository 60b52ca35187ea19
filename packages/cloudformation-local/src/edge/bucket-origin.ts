import type { Machine } from '../machine.ts';
import type { EdgeRequest, EdgeResponse } from './exchange.ts';

/** What a browser may ask of a file. */
const askedHeaders = ['if-none-match', 'if-modified-since', 'range'];
/** What the bucket says about a file. */
const toldHeaders = [
  'accept-ranges',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-range',
  'content-type',
  'etag',
  'last-modified',
];

/** Answers from the local S3. A file that is not there is a 403, as from a private bucket that nobody may list. */
export async function fetchFromBucket(bucket: string, request: EdgeRequest, machine: Machine): Promise<EdgeResponse> {
  const client = machine.clientEnvironment;
  const endpoint = client.AWS_ENDPOINT_URL_S3 ?? client.AWS_ENDPOINT_URL;
  const headers = new Headers({
    // The local S3 wants to see a signature and does not check it.
    authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${machine.region}/s3/aws4_request, SignedHeaders=host, Signature=0`,
  });
  copyHeaders(askedHeaders, request.headers, headers);
  const response = await fetch(`${endpoint}/${bucket}${request.path}`, { method: request.method, headers });
  const body = Buffer.from(await response.arrayBuffer());
  if (response.status === 404) return denied();
  const told = new Headers();
  copyHeaders(toldHeaders, response.headers, told);
  if (request.method === 'HEAD') copyHeaders(['content-length'], response.headers, told);
  const tag = told.get('etag');
  const isUnchanged = tag !== null && request.headers.get('if-none-match') === tag;
  return isUnchanged ? { status: 304, headers: told, body: '' } : { status: response.status, headers: told, body };
}

function copyHeaders(names: readonly string[], from: Headers, to: Headers): void {
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) to.set(name, value);
  }
}

function denied(): EdgeResponse {
  return {
    status: 403,
    headers: new Headers({ 'content-type': 'application/xml' }),
    body: '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
  };
}
