import { setTimeout as sleep } from 'node:timers/promises';
import type { Behaviour, Receiver } from '../e2e/receiver.ts';

/** Lets the receivers be out of order for moments, now and then, and leaves them fine. */
export async function flicker(receiver: Receiver, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await sleep(2000 + Math.random() * 4000);
    const behaviour: Behaviour = Math.random() < 0.8 ? 'error' : 'hang';
    receiver.behave('/', behaviour);
    await sleep(Math.random() * 300);
    receiver.behave('/', 'ok');
  }
}
