import { describeError } from '../platform/describe-error.ts';
import { logger } from '../platform/log.ts';
import { reasonOf } from './retry-policy.ts';

export type SettleCall = (call: string) => Promise<unknown>;

/** Settles each call once, however many messages of a batch are about it. */
export function oncePerCall(settleCall: SettleCall): SettleCall {
  const begun = new Map<string, Promise<unknown>>();
  return (call) => {
    const settling = begun.get(call) ?? settleCall(call);
    begun.set(call, settling);
    return settling;
  };
}

/** A function may be throttled once before it gets to what the sweep found. */
const mostSweptReceives = 2;

/**
 * Settles what the sweep found. It is tried once: the sweep finds it again, ever more rarely, and gives it up in the end, with the reason that is
 * noted here. A message that is received for a third time ended its function before.
 */
export async function settleFound(
  calls: readonly string[],
  receives: number,
  settleCall: SettleCall,
  noteStuck: (call: string, reason: string) => Promise<unknown>,
): Promise<void> {
  if (receives > mostSweptReceives) return;
  const stuck = async (call: string, error: unknown) => {
    logger.warn('a call could not be settled', { call, error: describeError(error) });
    await noteStuck(call, reasonOf(error)).catch((refusal: unknown) => {
      logger.warn('a reason could not be noted', { error: describeError(refusal) });
    });
  };
  await Promise.all(calls.map((call) => settleCall(call).catch((error: unknown) => stuck(call, error))));
}
