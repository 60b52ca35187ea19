import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { strikes } from '../../faults/faults.ts';
import type { LocalFunction, Machine } from '../../machine.ts';
import { inBackground } from '../background.ts';
import type { ServiceClient } from '../service-client.ts';
import { failedItems } from '../sources/batch-answer.ts';
import type { MappingProperties } from '../sources/mapping-properties.ts';
import { decoded, type RecordFilter } from '../sources/record-filter.ts';
import type { LocalQueue } from './queue.ts';
import { messageRecord, type ReceivedMessage, receivedMessages } from './received-message.ts';

export interface QueueMapping {
  readonly queue: LocalQueue;
  readonly target: () => LocalFunction;
  readonly properties: MappingProperties;
  readonly passes: RecordFilter;
}

const mostWorkers = 5;

/** How long a worker that holds back waits before it looks again, ms. */
const holdsBackFor = 200;

/**
 * Hands the queue's messages to the function in batches and deletes those that it dealt with. The others show up again
 * after the visibility timeout, until the queue itself moves them to its dead-letter queue. A function that works through many asks the
 * one DynamoDB of this machine for all of them at once, and whoever waits for an answer waits behind that: while many do, there are no more
 * workers than processors, and each gives one message at a time where no window asks for more. Lambda, too, may always give fewer.
 */
export function pollQueue(machine: Machine, sqs: ServiceClient, mapping: QueueMapping): void {
  const { BatchSize: batchSize = 10, MaximumBatchingWindowInSeconds: window } = mapping.properties;
  const workers = mapping.properties.ScalingConfig?.MaximumConcurrency ?? 2;
  const atWorkAnyway = Math.max(2, availableParallelism());
  for (let worker = 0; worker < Math.min(workers, mostWorkers); worker++) {
    inBackground(machine, `Queue ${mapping.queue.name}`, async (signal) => {
      const { isHigh } = machine.demand;
      if (isHigh && worker >= atWorkAnyway) return holdsBackFor;
      const messages = await receiveBatch(sqs, mapping, isHigh && window === 0 ? 1 : batchSize, signal);
      if (messages.length > 0 && !signal.aborted) await handBatch(machine, sqs, mapping, messages);
      return 0;
    });
  }
}

async function receiveBatch(
  sqs: ServiceClient,
  { queue, properties }: QueueMapping,
  size: number,
  signal: AbortSignal,
) {
  const messages = await receive(sqs, queue, Math.min(size, 10), 20, signal);
  const until = Date.now() + properties.MaximumBatchingWindowInSeconds * 1000;
  while (messages.length > 0 && messages.length < size && Date.now() < until && !signal.aborted) {
    const more = await receive(sqs, queue, Math.min(size - messages.length, 10), 0, signal);
    messages.push(...more);
    if (more.length === 0) await sleep(50, undefined, { signal });
  }
  return messages;
}

async function receive(sqs: ServiceClient, queue: LocalQueue, most: number, waitSeconds: number, signal: AbortSignal) {
  const wanted = {
    QueueUrl: queue.url,
    MaxNumberOfMessages: most,
    WaitTimeSeconds: waitSeconds,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  };
  return receivedMessages.parse(await sqs('ReceiveMessage', wanted, signal)).Messages;
}

async function handBatch(machine: Machine, sqs: ServiceClient, mapping: QueueMapping, messages: ReceivedMessage[]) {
  const { queue, properties, passes } = mapping;
  const wanted = messages.filter((message) => passes({ ...message, body: decoded(message.Body) }));
  const invoke = (batch: readonly ReceivedMessage[]) =>
    mapping.target().invoke({ Records: batch.map((message) => messageRecord(message, queue.arn, machine.region)) });
  const duplicates = wanted.filter(() => strikes(machine.faults, 'sqs.duplicate'));
  if (duplicates.length > 0) void invoke(duplicates);
  let failed: ReadonlySet<string> = new Set();
  if (wanted.length > 0) {
    const answer = await invoke(wanted);
    const ids = wanted.map(({ MessageId }) => MessageId);
    failed = failedItems(answer, ids, properties.FunctionResponseTypes.includes('ReportBatchItemFailures'));
  }
  const done = messages.filter(({ MessageId }) => !failed.has(MessageId));
  for (let from = 0; from < done.length; from += 10) {
    const Entries = done
      .slice(from, from + 10)
      .map(({ ReceiptHandle }, position) => ({ Id: String(position), ReceiptHandle }));
    await sqs('DeleteMessageBatch', { QueueUrl: queue.url, Entries });
  }
}
