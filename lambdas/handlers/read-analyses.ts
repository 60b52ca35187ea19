import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { tableOf } from '../platform/aws/table.ts';
import { sendDeadLetter } from '../platform/aws/work-failures.ts';
import { readBucketObject } from '../platform/buckets/bucket-object.ts';
import { counters } from '../platform/counters.ts';
import { describeError } from '../platform/describe-error.ts';
import { required } from '../platform/environment.ts';
import { logger } from '../platform/log.ts';
import { env, metric } from '../platform/names.ts';
import { ingestAnalysis, UnreadableAnalysis } from '../settle/analyses/ingest-analysis.ts';
import { settleLater } from '../settle/settle-queue.ts';

const { count, publish } = counters(process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'read-analyses');
const processor = new BatchProcessor(EventType.SQS);

/**
 * Reads the files that Contact Lens puts into the bucket of the instance, and queues their calls to be settled. A file that nobody can read
 * goes to the dead letters at once, as it will be no better; what failed otherwise is given again.
 */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const work = async (record: SQSRecord) => {
    try {
      await settleLater(await take(record));
    } catch (error) {
      await failed(record, error);
    }
  };
  const answer = await processPartialResponse(event, work, processor, { throwOnFullBatchFailure: false });
  publish(Date.now());
  return answer;
}

async function take({ body, attributes }: SQSRecord): Promise<readonly string[]> {
  const isLastTry = Number(attributes.ApproximateReceiveCount) >= Number(required(env.maxReceives));
  const [calls, settings] = [tableOf(env.callsTable), tableOf(env.settingsTable)];
  const kept = await ingestAnalysis(body, { calls, settings, readObject: readBucketObject, isLastTry });
  if (kept.ignored !== undefined) {
    count(metric.messagesIgnored);
    logger.info('a file is of no concern', { reason: kept.ignored });
  }
  return kept.calls;
}

async function failed({ body, messageId }: SQSRecord, error: unknown): Promise<void> {
  logger.warn('the file of an analysis was not taken in', { messageId, error: describeError(error) });
  if (!(error instanceof UnreadableAnalysis)) throw error;
  await settleLater(error.calls);
  await sendDeadLetter(body, { reason: error.message, source: 'read-analyses' });
}
