import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalFunction, Machine } from '../machine.ts';

/** Seconds before the second and third try; Lambda waits one and two minutes. */
const pauses = [0, 1, 2];

/** Invokes a function nobody waits for: three tries in all, then a line in the log. Gives whether one of them succeeded. */
export async function invokeEventually(machine: Machine, found: LocalFunction, event: unknown): Promise<boolean> {
  let reason = '';
  for (const seconds of pauses) {
    await sleep(seconds * 1000, undefined, { ref: false });
    const answer = await found.invoke(event);
    if (answer.ok) return true;
    reason = `${answer.error.errorType}: ${answer.error.errorMessage}`;
  }
  machine.log.warn(`${found.name} failed three times on an asynchronous event. ${reason}`);
  return false;
}
