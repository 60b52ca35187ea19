import { randomUUID } from 'node:crypto';
import type { LocalFunction } from '../../machine.ts';
import type { S3Client } from '../storage/s3-client.ts';
import type { GivenUp } from './deliver-batch.ts';
import type { StreamSource } from './stream-source.ts';

/** Takes the record of a batch that was given up. */
export interface FailureDestination {
  put(failure: { readonly shard: string; readonly text: string; readonly payload: string }): Promise<unknown>;
}

export interface DestinationServices {
  readonly s3: S3Client;
  sendMessage(queueArn: string, body: string): Promise<unknown> | undefined;
}

/** A queue gets the facts of the batch, a bucket also the whole payload. Undefined for any other kind of destination. */
export function failureDestination(
  arn: string,
  mapping: string,
  services: DestinationServices,
): FailureDestination | undefined {
  const bucket = /^arn:aws:s3:::(.+)$/.exec(arn)?.[1];
  if (bucket !== undefined) {
    return {
      put({ shard, text, payload }) {
        const now = new Date().toISOString();
        const folder = `aws/lambda/${mapping}/${shard}/${now.slice(0, 10).replaceAll('-', '/')}`;
        const key = `${folder}/${now.slice(0, 19).replaceAll(':', '.')}-${randomUUID()}`;
        const body = JSON.stringify({ ...JSON.parse(text), payload });
        return services.s3.put(bucket, key, body, { 'content-type': 'application/json' });
      },
    };
  }
  if (!arn.startsWith('arn:aws:sqs:')) return undefined;
  return { put: async ({ text }) => services.sendMessage(arn, text) };
}

/** The invocation record, as Lambda words it. */
export function failureRecord(source: StreamSource, shard: string, target: LocalFunction, failure: GivenUp): string {
  const { condition, records, attempts, answer } = failure;
  const first = records[0];
  const last = records.at(-1);
  return JSON.stringify({
    requestContext: {
      requestId: randomUUID(),
      functionArn: target.arn,
      condition,
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: answer.ok ? null : 'Unhandled' },
    version: '1.0',
    timestamp: new Date().toISOString(),
    [source.batchInfo]: {
      shardId: shard,
      startSequenceNumber: first?.sequence,
      endSequenceNumber: last?.sequence,
      approximateArrivalOfFirstRecord: new Date(first?.at ?? 0).toISOString(),
      approximateArrivalOfLastRecord: new Date(last?.at ?? 0).toISOString(),
      batchSize: records.length,
      streamArn: source.arn,
    },
  });
}
