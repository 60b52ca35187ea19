import { readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** How Linux names the thread that calls this; undefined elsewhere. */
export function ownThread(): number | undefined {
  try {
    return Number(path.basename(readlinkSync('/proc/thread-self')));
  } catch {
    return undefined;
  }
}

/** How long a thread of this process has waited for a processor though it had something to do, ms; 0 where the system does not say. */
export function heldUp(thread: number | undefined): number {
  if (thread === undefined) return 0;
  try {
    const [, waited] = readFileSync(`/proc/self/task/${thread}/schedstat`, 'utf8').split(' ');
    return Number(waited) / 1e6;
  } catch {
    return 0;
  }
}

/**
 * Calls `reached` when so many ms have passed in which a thread could go on, unless it is ended before. What the thread is held up (`waited`, ms, grows)
 * does not count: Lambda has a processor for each function, this machine has other things to do as well.
 */
export function timeLimit(milliseconds: number, waited: () => number, reached: () => void): { end(): void } {
  const begun = performance.now();
  const before = waited();
  let timer: NodeJS.Timeout;
  const look = () => {
    const left = milliseconds + waited() - before - (performance.now() - begun);
    // A timer counts whole milliseconds.
    if (left < 1) reached();
    else timer = setTimeout(look, left);
  };
  timer = setTimeout(look, milliseconds);
  return { end: () => clearTimeout(timer) };
}
