import type { Reply } from '../tracker/post.ts';

/** What came of a request: an answer that was of no use, or none. */
export type Failure = Pick<Reply, 'status' | 'retryAfter' | 'clockAhead'> | undefined;

/** ms; the first wait is at most this, each next one at most twice as long. */
const firstWait = 2000;
const longestWait = 60_000;
/** ms; timers of browsers overflow after 24 days, and nobody looks at a page for so long. */
const longestTold = 3_600_000;

/** So often in a row the page asks again by itself; after that only when somebody stirs. About two minutes in all. */
export const triesByItself = 6;

/** The link, or what the page says, is what they do not take: the same again would be answered the same. */
const finalStatuses: readonly number[] = [400, 404, 405, 410, 413];

/**
 * When a page may ask again after so many failures in a row (1 is the first), ms; never (`Infinity`) where that is of no use. Waits grow, and are
 * random, so that readers who were turned away together do not come back together. `random` from 0 to 1.
 */
export function nextTry(failures: number, failure: Failure, now: number, random: number): number {
  if (failure !== undefined && finalStatuses.includes(failure.status)) return Number.POSITIVE_INFINITY;
  const most = Math.min(firstWait * 2 ** (failures - 1), longestWait);
  return now + toldWait(failure, now) + (most * (1 + random)) / 2;
}

/** What `Retry-After` asks for, ms: seconds, or a time on the clock of who answered. */
function toldWait(failure: Failure, now: number): number {
  const told = failure?.retryAfter?.trim() ?? '';
  const wait = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) + (failure?.clockAhead ?? 0) - now;
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(wait, 0), longestTold);
}
