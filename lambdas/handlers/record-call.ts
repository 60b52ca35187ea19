import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { rulesMemory } from '../conversions/rules/rules-memory.ts';
import { getObject, putObject } from '../platform/aws/archive.ts';
import { tableOf } from '../platform/aws/table.ts';
import { sendDeadLetter, tryAgainIn } from '../platform/aws/work-failures.ts';
import { counters } from '../platform/counters.ts';
import { describeError } from '../platform/describe-error.ts';
import { required } from '../platform/environment.ts';
import { logger } from '../platform/log.ts';
import { env, metric } from '../platform/names.ts';
import { ingestMessage, type Kept } from '../settle/ingest-message.ts';
import { currentKnowledge } from '../settle/rematch/current-knowledge.ts';
import { verdict } from '../settle/retry-policy.ts';
import { settle } from '../settle/settle.ts';
import { oncePerCall, settleFound } from '../settle/settle-once.ts';
import { settleLater } from '../settle/settle-queue.ts';
import { noteStuck } from '../settle/sweep-store.ts';
import { matchSources } from './calls/match-sources.ts';

const { count, publish } = counters(process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'record-call');
const processor = new BatchProcessor(EventType.SQS);

/** This container's. */
const readRules = rulesMemory();

/**
 * Works through the queue of everything that is heard of calls. First all messages are kept, then each call that they are about is
 * settled once. A message that fails is given again, and disturbs none of the others.
 */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const kept = new Map(event.Records.map((record) => [record, keep(record)]));
  await Promise.allSettled(kept.values());
  const sources = { ...matchSources(), readRules, settleLater };
  const settleOnce = oncePerCall((call) => settle(call, sources, Date.now()));
  const anew = { ...sources, again: true, knowledgeOf: currentKnowledge(sources.calls) };
  const settleAnew = oncePerCall((call) => settle(call, anew, Date.now()));
  const work = async (record: SQSRecord) => {
    try {
      const { calls, ignored, swept, again } = await (kept.get(record) ?? keep(record));
      if (ignored !== undefined) {
        count(metric.messagesIgnored);
        logger.info('a message is of no concern', { reason: ignored });
      }
      const receives = Number(record.attributes.ApproximateReceiveCount);
      const settling = again ? settleAnew : settleOnce;
      await (swept ? settleFound(calls, receives, settling, noteReason) : Promise.all(calls.map(settling)));
    } catch (error) {
      await failed(record, error);
    }
  };
  const answer = await processPartialResponse(event, work, processor, { throwOnFullBatchFailure: false });
  publish(Date.now());
  return answer;
}

function keep({ body, attributes }: SQSRecord): Promise<Kept> {
  const dependencies = { calls: tableOf(env.callsTable), load: getObject, archive: putObject };
  return ingestMessage(body, Number(attributes.SentTimestamp), dependencies);
}

function noteReason(call: string, reason: string): Promise<unknown> {
  return noteStuck(tableOf(env.callsTable), call, reason);
}

/** Returns when the message is dealt with: it lies where somebody looks at it. */
async function failed({ body, receiptHandle, messageId, attributes }: SQSRecord, error: unknown): Promise<void> {
  const receives = Number(attributes.ApproximateReceiveCount);
  const decided = verdict({ error, receives, maxReceives: Number(required(env.maxReceives)) });
  logger.warn('a message failed', { messageId, receives, verdict: decided.kind, error: describeError(error) });
  if (decided.kind === 'dead') return sendDeadLetter(body, { reason: decided.reason, source: 'record-call' });
  // If this fails, the queue's own pause holds.
  await tryAgainIn(receiptHandle, decided.seconds).catch((refusal: unknown) => {
    logger.warn('a pause could not be set', { error: describeError(refusal) });
  });
  throw error;
}
