import { setTimeout } from 'node:timers/promises';

/** What the work comes to; undefined, and `onFailure` is told why, if it fails or is not done within so many ms. Never throws. */
export async function inTime<T>(
  work: Promise<T>,
  milliseconds: number,
  onFailure: (error: unknown) => void,
): Promise<T | undefined> {
  const stop = new AbortController();
  const late = setTimeout(milliseconds, undefined, { signal: stop.signal }).then(() => {
    throw new Error('it is not done in time');
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    onFailure(error);
    return undefined;
  } finally {
    stop.abort();
  }
}
