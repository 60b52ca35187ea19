import { sendDeadLetter } from '../platform/aws/work-failures.ts';
import { sendWorkBatch } from '../platform/aws/work-queue.ts';
import { describeError } from '../platform/describe-error.ts';
import { logger } from '../platform/log.ts';

/** Queues calls to be settled. Throws unless all of them are queued. */
export function settleLater(calls: readonly string[]): Promise<void> {
  return queue(calls, settleMessage);
}

/** The same for calls that the sweep found: they are tried once, as the sweep finds them again. */
export function settleSwept(calls: readonly string[]): Promise<void> {
  return queue(calls, (call) => ({ ...settleMessage(call), swept: true }));
}

/** The same for calls that are to be matched anew. */
export function settleAgain(calls: readonly string[]): Promise<void> {
  return queue(calls, (call) => ({ ...settleMessage(call), again: true }));
}

/** Puts a call where somebody looks at it, as a message that settles it when it is given back to the queue. */
export async function giveUpCall(call: string, reason: string): Promise<void> {
  await sendDeadLetter(JSON.stringify(settleMessage(call)), { reason, source: 'sweep' });
}

async function queue(calls: readonly string[], messageOf: (call: string) => object): Promise<void> {
  const refused = await sendWorkBatch(calls.map(messageOf), (error) => {
    logger.warn('a call was not queued', { error: describeError(error) });
  });
  if (refused.size > 0) throw new Error(`${refused.size} of ${calls.length} calls could not be queued`);
}

function settleMessage(call: string) {
  return { kind: 'settle', call };
}
