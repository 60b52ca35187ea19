import { type HttpRequest, type HttpResponse, header } from '../../aws/http-exchange.ts';
import type { Machine } from '../../machine.ts';
import { type BusEvent, busEvent } from '../events/event-bus.ts';

/** Parameters that say nothing of what a request does. */
const incidental = /^(x-id|X-Amz-.*)$/;

/**
 * The event by which S3 tells EventBridge of an object, after the request that put it there was answered; undefined for any other request. Here
 * all buckets tell of theirs: who does not listen does not hear it. Path style only.
 */
export function objectCreated(machine: Machine, request: HttpRequest, response: HttpResponse): BusEvent | undefined {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [, bucket = '', ...parts] = url.pathname.split('/');
  const key = parts.map(decodeURIComponent).join('/');
  if (bucket === '' || key === '' || response.statusCode !== 200) return undefined;
  const asked = [...url.searchParams.keys()].filter((name) => !incidental.test(name));
  const reason = reasonOf(request, asked);
  if (reason === undefined) return undefined;
  const size = Number(header(request, 'x-amz-decoded-content-length') || header(request, 'content-length') || 0);
  const etag = String(response.getHeader('etag') ?? '').replaceAll('"', '');
  return busEvent(machine, {
    source: 'aws.s3',
    'detail-type': 'Object Created',
    resources: [`arn:aws:s3:::${bucket}`],
    detail: { version: '0', bucket: { name: bucket }, object: { key, size, etag }, reason },
  });
}

function reasonOf(request: HttpRequest, asked: readonly string[]): string | undefined {
  const [only] = asked;
  if (request.method === 'PUT' && only === undefined) {
    return header(request, 'x-amz-copy-source') === '' ? 'PutObject' : 'CopyObject';
  }
  return request.method === 'POST' && asked.length === 1 && only === 'uploadId' ? 'CompleteMultipartUpload' : undefined;
}
