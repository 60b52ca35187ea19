import { ChangeMessageVisibilityCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { required } from '../environment.ts';
import { env } from '../names.ts';
import { sqsClient } from './work-queue.ts';

/** Why a message ended where somebody has to look at it. */
export interface DeadLetterReason {
  readonly reason: string;
  /** Who could not work through it. */
  readonly source: string;
}

/** An attribute of a message holds no control characters, and is not empty. */
const longestReason = 500;

/** Puts a message's body, as it was, on the dead-letter queue of the work queue, with the reason beside it. */
export async function sendDeadLetter(body: string, { reason, source }: DeadLetterReason): Promise<void> {
  const text = (value: string) => ({ DataType: 'String', StringValue: value });
  const printable = reason.replace(/[^\x20-\x7e]+/g, ' ').slice(0, longestReason);
  await sqsClient().send(
    new SendMessageCommand({
      QueueUrl: required(env.workDeadLetterUrl),
      MessageBody: body,
      MessageAttributes: { reason: text(printable.trim() || 'unknown'), source: text(source) },
    }),
  );
}

/** Lets a message that failed be tried again after this time instead of the queue's own. */
export async function tryAgainIn(receiptHandle: string, seconds: number): Promise<void> {
  await sqsClient().send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: required(env.workQueueUrl),
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    }),
  );
}
