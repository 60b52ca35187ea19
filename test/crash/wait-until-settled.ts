import { setTimeout as sleep } from 'node:timers/promises';
import type { Stored } from './stored.ts';
import { isSettled } from './stored-calls.ts';

/** Longer than any pause of the run: five minutes after an attempt without answer, and some for the work itself. */
const longest = 9 * 60_000;

/**
 * Reads until all calls are final and all their deliveries at an end: what was cut off takes its time, since an attempt may still be
 * under way elsewhere. Gives the last reading.
 */
export async function waitUntilSettled(
  read: () => Promise<Stored>,
  calls: readonly string[],
  { say }: { say: (text: string) => void },
): Promise<Stored> {
  const started = Date.now();
  let [lastOpen, quiet] = [-1, 0];
  for (;;) {
    const stored = await read();
    const open = calls.filter((call) => !isSettled(stored.calls.get(call))).length;
    // Twice the same: what was queued when all seemed done has been worked through.
    quiet = open === 0 ? quiet + 1 : 0;
    if (open !== lastOpen) say(`${open} of ${calls.length} calls are not settled yet`);
    lastOpen = open;
    if (quiet > 2 || Date.now() - started > longest) return stored;
    await sleep(3000);
  }
}
