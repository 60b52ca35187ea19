import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Machine } from '../../../src/machine.ts';
import { objectCreated } from '../../../src/services/storage/object-created.ts';

const machine = { accountId: '000000000000', region: 'us-east-1' } as Machine;

function told(method: string, url: string, headers: object = {}, statusCode = 200) {
  const request = { method, url, headers } as unknown as IncomingMessage;
  const response = { statusCode, getHeader: () => '"abc"' } as unknown as ServerResponse;
  return objectCreated(machine, request, response);
}

test('an object that was put is told as S3 tells it', () => {
  expect(told('PUT', '/connect/a/b%20c.json?x-id=PutObject', { 'content-length': '7' })).toMatchObject({
    source: 'aws.s3',
    'detail-type': 'Object Created',
    resources: ['arn:aws:s3:::connect'],
    detail: {
      bucket: { name: 'connect' },
      object: { key: 'a/b c.json', size: 7, etag: 'abc' },
      reason: 'PutObject',
    },
  });
});

test.each([
  ['a copy', 'PUT', '/connect/a', { 'x-amz-copy-source': '/other/a' }, 'CopyObject'],
  ['the last part of a long one', 'POST', '/connect/a?uploadId=1', {}, 'CompleteMultipartUpload'],
  ['one that was sent in chunks', 'PUT', '/connect/a', { 'x-amz-decoded-content-length': '5' }, 'PutObject'],
])('%s', (_name, method, url, headers, reason) => {
  expect(told(method, url, headers)?.detail).toMatchObject({ reason });
});

test.each([
  ['a bucket', 'PUT', '/connect'],
  ['what is read', 'GET', '/connect/a'],
  ['what is deleted', 'DELETE', '/connect/a'],
  ['tags', 'PUT', '/connect/a?tagging'],
  ['a part', 'PUT', '/connect/a?partNumber=1&uploadId=1'],
  ['a beginning', 'POST', '/connect/a?uploads'],
])('nothing is told of %s', (_name, method, url) => {
  expect(told(method, url)).toBeUndefined();
});

test('nothing is told of what was refused', () => {
  expect(told('PUT', '/connect/a', {}, 403)).toBeUndefined();
});
