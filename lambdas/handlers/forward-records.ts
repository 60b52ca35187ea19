import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { putObject } from '../platform/archive.ts';
import { describeError } from '../platform/describe-error.ts';
import { logger } from '../platform/log.ts';
import { sendWorkBatch } from '../platform/work-queue.ts';

/** A longer record lies in the archive, and the message names it. */
const longestInMessage = 100_000;

/**
 * Contact records go from the stream to the work queue as they are: a record that cannot be parsed must not hold up the shard.
 * Those that could not be handed on are reported, and the stream gives them again.
 */
export async function handler(event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  const now = Date.now();
  const prepared = await Promise.all(event.Records.map((record) => message(record, now)));
  const ready = prepared.filter((entry) => entry.message !== undefined);
  const failed = await sendWorkBatch(
    ready.map((entry) => entry.message ?? {}),
    report,
  );
  const refused = new Set(ready.filter((_entry, index) => failed.has(index)));
  return {
    batchItemFailures: prepared
      .filter((entry) => entry.message === undefined || refused.has(entry))
      .map(({ itemIdentifier }) => ({ itemIdentifier })),
  };
}

interface Prepared {
  readonly itemIdentifier: string;
  /** Undefined when the record could not be archived. */
  readonly message: object | undefined;
}

async function message({ kinesis }: KinesisStreamRecord, now: number): Promise<Prepared> {
  const itemIdentifier = kinesis.sequenceNumber;
  try {
    const bytes = Buffer.from(kinesis.data, 'base64');
    const receivedAt = Math.round(kinesis.approximateArrivalTimestamp * 1000) || now;
    const record = { kind: 'connect-record', receivedAt };
    // Bytes that are no text would be changed by a message.
    if (bytes.length <= longestInMessage && isUtf8(bytes)) {
      return { itemIdentifier, message: { ...record, raw: bytes.toString('utf8') } };
    }
    const key = archiveKey(bytes, receivedAt);
    await putObject(key, bytes);
    return { itemIdentifier, message: { ...record, stored: key } };
  } catch (error) {
    report(error);
    return { itemIdentifier, message: undefined };
  }
}

/** By day and content, so that a record given again lands on itself. */
function archiveKey(bytes: Buffer, receivedAt: number): string {
  const day = new Date(receivedAt).toISOString().slice(0, 10);
  return `contact-records/${day}/${createHash('sha256').update(bytes).digest('hex')}.json`;
}

function report(error: unknown): void {
  logger.warn('a contact record was not handed on', { error: describeError(error) });
}
