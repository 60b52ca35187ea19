import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { required } from './environment.ts';
import { env } from './names.ts';
import { pauseBefore } from './random-pause.ts';

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

/** A message that the queue did not take, through no fault of the message, is sent so often. */
const mostTries = 4;

/**
 * Puts messages on the work queue, in rounds; answers which of them (by index) are not there. Those that the queue could not take
 * at the moment are sent again after a pause. Never throws.
 */
export async function sendWorkBatch(
  messages: readonly object[],
  onError: (error: unknown) => void,
): Promise<ReadonlySet<number>> {
  const failed = new Set<number>();
  for (const round of rounds(messages.map(messageBody))) {
    let left: readonly Body[] = round;
    for (let attempt = 1; left.length > 0; attempt++) {
      if (attempt > 1) await pauseBefore(attempt);
      try {
        const refused = await sendRound(left);
        const again = attempt < mostTries ? refused.filter(({ SenderFault }) => SenderFault !== true) : [];
        for (const one of refused) {
          if (again.includes(one)) continue;
          failed.add(Number(one.Id));
          onError(new Error(`the queue refused a message: ${one.Code}`));
        }
        left = left.filter(({ index }) => again.some(({ Id }) => Id === String(index)));
      } catch (error) {
        // The client has tried again already.
        for (const { index } of left) failed.add(index);
        onError(error);
        left = [];
      }
    }
  }
  return failed;
}

async function sendRound(bodies: readonly Body[]): Promise<readonly BatchResultErrorEntry[]> {
  const { Failed = [] } = await sqsClient().send(
    new SendMessageBatchCommand({
      QueueUrl: required(env.workQueueUrl),
      Entries: bodies.map(({ index, body }) => ({ Id: String(index), MessageBody: body })),
    }),
  );
  return Failed;
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
