import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Ends emulators that still have this database file open. Call it only while holding the lock of the data folder:
 * then such a process is certainly the leftover of a run that was killed a moment ago.
 */
export async function endLeftovers(databaseFile: string): Promise<void> {
  for (const id of await processesOf(databaseFile)) end(id);
  for (let wait = 0; wait < 100 && (await processesOf(databaseFile)).length > 0; wait++) await sleep(20);
}

async function processesOf(databaseFile: string): Promise<number[]> {
  const names = await readdir('/proc').catch(() => []);
  const ids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    ids.map(async (id) => {
      const words = (await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')).split('\0');
      return /(^|\/)dynoxide$/.test(words[0] ?? '') && words.includes(databaseFile) ? [id] : [];
    }),
  );
  return found.flat();
}

function end(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It ended by itself between looking and killing.
  }
}
