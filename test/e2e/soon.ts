import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until the answer is the one that was hoped for; gives the last answer if it never is, for a test to compare. */
export async function soon<T>(
  read: () => T | Promise<T>,
  hoped: (value: T) => boolean,
  { seconds = 60 }: { seconds?: number } = {},
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await read();
    if (hoped(value) || Date.now() > end) return value;
    await sleep(150);
  }
}
