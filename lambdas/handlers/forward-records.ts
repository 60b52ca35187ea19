import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { putObject } from '../platform/aws/archive.ts';
import { sendWorkBatch } from '../platform/aws/work-queue.ts';
import { counters } from '../platform/counters.ts';
import { describeError } from '../platform/describe-error.ts';
import { logger } from '../platform/log.ts';
import { metric } from '../platform/names.ts';
import { forwardToQueue, type StreamedRecord } from '../settle/forward-to-queue.ts';

const { count, publish } = counters(process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'forward-records');

/** A date holds no later time, ms. */
const latest = 8.64e15;

/**
 * Contact records go from the stream to the work queue as they are: a record that cannot be parsed, or that the queue refuses, must
 * not hold up the shard. Those that could not be handed on are reported, and the stream gives them again.
 */
export async function handler(event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  const now = Date.now();
  const again = await forwardToQueue(
    event.Records.map((record) => streamed(record, now)),
    {
      archive: putObject,
      send: (messages) => sendWorkBatch(messages, report),
      report,
      onSetAside(reason) {
        count(metric.recordsSetAside);
        logger.error('a contact record was refused for good, and lies in the archive', { reason });
      },
    },
  );
  publish(now);
  return { batchItemFailures: again.map((itemIdentifier) => ({ itemIdentifier })) };
}

function streamed({ kinesis }: KinesisStreamRecord, now: number): StreamedRecord {
  const arrived = Math.round(kinesis.approximateArrivalTimestamp * 1000);
  return {
    sequenceNumber: kinesis.sequenceNumber,
    bytes: Buffer.from(kinesis.data, 'base64'),
    receivedAt: arrived > 0 && arrived < latest ? arrived : now,
  };
}

function report(error: unknown): void {
  logger.warn('a contact record was not handed on', { error: describeError(error) });
}
