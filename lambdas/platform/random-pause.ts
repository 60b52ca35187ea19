import { setTimeout } from 'node:timers/promises';

/** Waits for a random time below `mostMs`, so that those who ran into each other do not do so again. */
export async function randomPause(mostMs: number): Promise<void> {
  await setTimeout(Math.random() * mostMs);
}

/** Waits before try 1, 2, ... of the same: a random time below a limit that doubles each time, from 20 ms to a second. */
export async function pauseBefore(attempt: number): Promise<void> {
  await randomPause(Math.min(1000, 20 * 2 ** (attempt - 1)));
}
