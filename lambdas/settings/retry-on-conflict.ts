import { conflict } from '../platform/http/problem.ts';
import { randomPause } from '../platform/random-pause.ts';

/** Said by a round that lost against another writer: what it had read is no longer so. */
export const conflicted = Symbol('overtaken');

const rounds = 12;

/** Reads, decides and writes again until a round was not conflicted. Throws a 409 when that does not end. */
export async function retryOnConflict<Result>(round: () => Promise<Result | typeof conflicted>): Promise<Result> {
  for (let tried = 0; tried < rounds; tried++) {
    const result = await round();
    if (result !== conflicted) return result;
    await randomPause(10 * 2 ** Math.min(tried, 5));
  }
  throw conflict('others are changing the same settings; please try again');
}

/** The version of a changed item. A new one starts at the time, so that what was deleted and made anew is told apart. */
export function nextVersion(before: { readonly version: number } | undefined, now: number): number {
  return before === undefined ? now : before.version + 1;
}
