import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { required } from '../environment.ts';
import { env } from '../names.ts';
import { pauseBefore } from '../random-pause.ts';

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
  readonly abortSignal?: AbortSignal;
}

/** Puts one message, a JSON object, on the work queue. */
export async function sendWork(message: object, { abortSignal }: SendOptions = {}): Promise<void> {
  await sqsClient().send(
    new SendMessageCommand({
      QueueUrl: required(env.workQueueUrl),
      MessageBody: messageBody(message),
    }),
    { ...(abortSignal && { abortSignal }) },
  );
}

/** Why a message is not on the queue. */
export interface Refusal {
  /** The queue's word for it. */
  readonly code: string;
  /** The message will never be taken, however often it is offered. */
  readonly isFinal: boolean;
}

/** A message that the queue did not take, through no fault of the message, is sent so often. */
const mostTries = 4;

/**
 * Puts messages on the work queue, in rounds; answers which of them (by index) are not there, and why. Those that the queue could not
 * take at the moment are sent again after a pause. Never throws.
 */
export async function sendWorkBatch(
  messages: readonly object[],
  onError: (error: unknown) => void,
): Promise<ReadonlyMap<number, Refusal>> {
  const refused = new Map<number, Refusal>();
  for (const round of rounds(messages.map((message, index) => ({ index, body: messageBody(message) })))) {
    let left: readonly Body[] = round;
    for (let attempt = 1; left.length > 0; attempt++) {
      if (attempt > 1) await pauseBefore(attempt);
      const refusals = await sendRound(left);
      const again = new Set(refusals.filter(({ mayPass }) => mayPass && attempt < mostTries).map(({ index }) => index));
      for (const { index, code, isFinal, error } of refusals.filter((one) => !again.has(one.index))) {
        refused.set(index, { code, isFinal });
        onError(error);
      }
      left = left.filter(({ index }) => again.has(index));
    }
  }
  return refused;
}

interface RefusedBody extends Refusal {
  readonly index: number;
  /** It may be taken a moment later; a client that failed has tried that already. */
  readonly mayPass: boolean;
  readonly error: unknown;
}

/** Where the queue refuses a whole round for something that it holds, each message is offered by itself. */
async function sendRound(round: readonly Body[]): Promise<readonly RefusedBody[]> {
  try {
    const { Failed = [] } = await sqsClient().send(
      new SendMessageBatchCommand({
        QueueUrl: required(env.workQueueUrl),
        Entries: round.map(({ index, body }) => ({ Id: String(index), MessageBody: body })),
      }),
    );
    return Failed.map(({ Id, Code = 'unknown', SenderFault = false }) => {
      const error = new Error(`the queue refused a message: ${Code}`);
      return { index: Number(Id), ...refusalOf(Code), mayPass: !SenderFault, error };
    });
  } catch (error) {
    const refusal = refusalOf(error instanceof Error ? error.name : 'unknown');
    if (refusal.isFinal && round.length > 1) {
      const each = await Promise.all(round.map((one) => sendRound([one])));
      return each.flat();
    }
    return round.map(({ index }) => ({ index, ...refusal, mayPass: false, error }));
  }
}

/** Characters that the queue does not take, and messages that are too long. */
const finalCodes = new Set(['InvalidMessageContents', 'InvalidParameterValue', 'BatchRequestTooLong']);

/** The codes come with and without their namespace. */
function refusalOf(said: string): Refusal {
  const code = said.replace(/^.*[.#]/, '');
  return { code, isFinal: finalCodes.has(code) };
}

interface Body {
  readonly index: number;
  readonly body: string;
}

function rounds(bodies: readonly Body[]): Body[][] {
  const all: Body[][] = [];
  let bytes = 0;
  for (const { index, body } of bodies) {
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
