import * as z from 'zod';
import { AwsError } from '../aws/aws-error.ts';

/** Calls one operation of an emulator that speaks the AWS JSON protocol; errors come back as `AwsError`. */
export type ServiceClient = (operation: string, input: object, signal?: AbortSignal) => Promise<unknown>;

const failure = z.object({ __type: z.string(), message: z.string().optional(), Message: z.string().optional() });

/** `target` is the protocol's name of the service, such as `DynamoDB_20120810`. The emulators want a signature, but do not check it. */
export function serviceClient(options: {
  readonly endpoint: string;
  readonly target: string;
  readonly service: string;
  readonly region: string;
}): ServiceClient {
  const { endpoint, target, service, region } = options;
  const authorization = `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  return async (operation, input, signal) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'x-amz-target': `${target}.${operation}`,
        'x-amz-date': '20260101T000000Z',
        'content-type': 'application/x-amz-json-1.0',
        authorization,
      },
      body: JSON.stringify(input),
      signal: signal ?? null,
    });
    const text = await response.text();
    const answer: unknown = text === '' ? {} : JSON.parse(text);
    if (response.ok) return answer;
    const error = failure.safeParse(answer);
    if (!error.success) throw new AwsError('InternalFailure', text, response.status);
    const { __type, message, Message } = error.data;
    throw new AwsError(__type.replace(/^.*#/, ''), message ?? Message ?? '', response.status);
  };
}
