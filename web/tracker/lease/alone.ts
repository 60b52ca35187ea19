import { pause } from '../post.ts';

/** ms; longer than any call of the API takes, so only a tab that the browser put to sleep is not waited for. */
const patience = 12_000;

/** ms; what one tab writes into storage is seen by another's process only some time after the lock is. */
const storageDelay = 1000;

/**
 * Runs `work` while no other tab of this origin runs work of that name, so that tabs opened at once ask once. Without
 * Web Locks (plain http), or when another tab keeps it waiting too long, it just runs. `work` never rejects.
 */
export async function alone(name: string, work: () => Promise<void>): Promise<void> {
  const { locks } = navigator;
  if (!locks) return work();
  let begun = false;
  const begin = (lock: Lock | null) => {
    begun = !!lock;
    return lock && work();
  };
  try {
    await locks.request(name, { ifAvailable: true }, begin);
    if (begun) return;
    await locks.request(name, { signal: AbortSignal.timeout(patience) }, async (lock) => {
      await pause(storageDelay);
      return begin(lock);
    });
  } catch {
    // Also where the browser knows no such signals.
    if (!begun) await work();
  }
}
