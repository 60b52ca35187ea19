import { setTimeout } from 'node:timers/promises';

/** Waits for a random time below `mostMs`, so that those who ran into each other do not do so again. */
export async function randomPause(mostMs: number): Promise<void> {
  await setTimeout(Math.random() * mostMs);
}
