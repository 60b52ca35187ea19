import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { required } from './environment.ts';
import { env } from './names.ts';

/** SQS takes ten messages at a time; so many bytes together are always accepted. */
const mostMessages = 10;
const mostBytes = 250_000;

let queue: SQSClient | undefined;

/**
 * The container's one SQS client. Like the others: a call that hangs must fail while the caller still waits. The queue's URL names
 * the queue, not the way to it, so that an endpoint that is set (`AWS_ENDPOINT_URL_SQS`) holds.
 */
export function sqsClient(): SQSClient {
  queue ??= new SQSClient({
    useQueueUrlAsEndpoint: false,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
  return queue;
}

export interface SendOptions {
  /** The message is not seen before; 15 minutes at the most. */
  readonly delaySeconds?: number;
  readonly abortSignal?: AbortSignal;
}

/** Puts one message, a JSON object, on the work queue. */
export async function sendWork(message: object, { delaySeconds, abortSignal }: SendOptions = {}): Promise<void> {
  await sqsClient().send(
    new SendMessageCommand({
      QueueUrl: required(env.workQueueUrl),
      MessageBody: messageBody(message),
      ...(delaySeconds !== undefined && { DelaySeconds: Math.min(900, Math.max(0, Math.ceil(delaySeconds))) }),
    }),
    { ...(abortSignal && { abortSignal }) },
  );
}

/** Puts messages on the work queue, in rounds; answers which of them (by index) are not there. Never throws. */
export async function sendWorkBatch(
  messages: readonly object[],
  onError: (error: unknown) => void,
): Promise<ReadonlySet<number>> {
  const failed = new Set<number>();
  for (const round of rounds(messages.map(messageBody))) {
    try {
      const { Failed = [] } = await sqsClient().send(
        new SendMessageBatchCommand({
          QueueUrl: required(env.workQueueUrl),
          Entries: round.map(({ index, body }) => ({ Id: String(index), MessageBody: body })),
        }),
      );
      for (const { Id, Code } of Failed) {
        failed.add(Number(Id));
        onError(new Error(`the queue refused a message: ${Code}`));
      }
    } catch (error) {
      for (const { index } of round) failed.add(index);
      onError(error);
    }
  }
  return failed;
}

interface Body {
  readonly index: number;
  readonly body: string;
}

function rounds(bodies: readonly string[]): Body[][] {
  const all: Body[][] = [];
  let bytes = 0;
  for (const [index, body] of bodies.entries()) {
    const size = Buffer.byteLength(body);
    const last = all.at(-1);
    if (last === undefined || last.length === mostMessages || bytes + size > mostBytes) {
      all.push([{ index, body }]);
      bytes = size;
    } else {
      last.push({ index, body });
      bytes += size;
    }
  }
  return all;
}

/** SQS refuses two characters that JSON may hold bare; all others that it refuses are escaped by `JSON.stringify`. */
function messageBody(message: object): string {
  return JSON.stringify(message).replace(
    /[\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );
}
