import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../machine.ts';

/**
 * Repeats `work` from the moment when all resources exist until the machine stops. `work` gets the signal that ends it
 * and returns the pause in milliseconds before its next turn. An error is logged once per wording, and followed by a pause.
 */
export function inBackground(machine: Machine, what: string, work: (signal: AbortSignal) => Promise<number>): void {
  const ending = new AbortController();
  let said = '';
  const run = async () => {
    while (!ending.signal.aborted) {
      const pause = await work(ending.signal).catch((error: unknown) => {
        if (!ending.signal.aborted && said !== String(error)) machine.log.warn(`${what}: ${String(error)}`);
        said = String(error);
        return 1_000;
      });
      if (pause > 0) await sleep(pause, undefined, { signal: ending.signal }).catch(() => {});
    }
  };
  machine.afterCreation(() => {
    const running = run();
    machine.onStop(async () => {
      ending.abort();
      // What does not end by itself must not hold up the stop; the process ends soon.
      await Promise.race([running, sleep(500)]);
    });
  });
}
