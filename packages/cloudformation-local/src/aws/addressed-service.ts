import { type HttpRequest, header } from './http-exchange.ts';

/** What a request asks for: the service, the region it was signed for, and the operation where a header names it. */
export interface Address {
  readonly service: string;
  readonly region: string;
  readonly operation: string;
}

const byTarget: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'dynamodb',
  DynamoDBStreams_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
  Kinesis_20131202: 'kinesis',
  AWSStepFunctions: 'states',
  secretsmanager: 'secretsmanager',
};

/** Reads the credential scope of Signature Version 4 from header or presigned query; unsigned requests only tell by target or path. */
export function addressOf(request: HttpRequest): Address | undefined {
  const [target = '', operation = ''] = header(request, 'x-amz-target').split('.');
  const url = new URL(request.url ?? '/', 'http://localhost');
  const scope =
    /Credential=[^/,\s]*\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(header(request, 'authorization')) ??
    /^[^/]*\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request$/.exec(url.searchParams.get('X-Amz-Credential') ?? '');
  const service = scope?.[2] ?? byTarget[target] ?? byPath(url.pathname);
  return service === undefined ? undefined : { service, region: scope?.[1] ?? '', operation };
}

function byPath(path: string): string | undefined {
  if (path.startsWith('/2015-03-31/functions')) return 'lambda';
  return path.startsWith('/v2/email/') ? 'ses' : undefined;
}
