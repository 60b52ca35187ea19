import { setTimeout as sleep } from 'node:timers/promises';

/** How one request ended: the status of the answer, or undefined if there was none. */
export interface Ended {
  readonly status: number | undefined;
  /** ms from the moment at which the request was due, so that a late sender hides nothing. */
  readonly took: number;
}

/**
 * Sends at a fixed rate, whatever becomes of the requests before, as visitors do; resolves when all have ended.
 * @param rate a second
 */
export async function openLoop(
  rate: number,
  seconds: number,
  send: () => Promise<number | undefined>,
): Promise<readonly Ended[]> {
  const started = performance.now();
  const ends: Promise<Ended>[] = [];
  const one = async (due: number): Promise<Ended> => {
    const status = await send();
    return { status, took: performance.now() - started - due };
  };
  for (let count = 0; count < rate * seconds; count++) {
    const due = (count * 1000) / rate;
    const wait = due - (performance.now() - started);
    if (wait > 0) await sleep(wait);
    ends.push(one(due));
  }
  return Promise.all(ends);
}
