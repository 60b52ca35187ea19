import { describeError } from '../platform/describe-error.ts';
import { logger } from '../platform/log.ts';
import { sendWork, sendWorkBatch } from '../platform/work-queue.ts';

/** Queues calls to be settled. Throws unless all of them are queued. */
export async function settleLater(calls: readonly string[]): Promise<void> {
  const refused = await sendWorkBatch(calls.map(settleMessage), (error) => {
    logger.warn('a call was not queued', { error: describeError(error) });
  });
  if (refused.size > 0) throw new Error(`${refused.size} of ${calls.length} calls could not be queued`);
}

/** Queues a call to be settled after some time; 15 minutes at the most. */
export async function settleIn(call: string, seconds: number): Promise<void> {
  await sendWork(settleMessage(call), { delaySeconds: seconds });
}

function settleMessage(call: string) {
  return { kind: 'settle', call };
}
