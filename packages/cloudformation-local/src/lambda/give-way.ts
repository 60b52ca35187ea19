import { getPriority, setPriority } from 'node:os';
import { ownThread } from './time-limit.ts';

/** Of two threads that want the same processor, one with so much more gets about a tenth of it; an idle processor is all theirs. */
const niceness = 10;

/**
 * Lets other threads go before the one that calls this, where they want the same processors. Linux knows a priority for each thread, and
 * names the one that asks; elsewhere nothing changes. There is no way back for who is not root.
 */
export function giveWay(): void {
  const thread = ownThread();
  if (thread === undefined) return;
  try {
    setPriority(thread, Math.min(19, getPriority(thread) + niceness));
  } catch {
    // Where the system does not let us, all threads are equal.
  }
}
