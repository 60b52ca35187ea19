import type { Match } from '../../calls/match/match.ts';
import type { Visit } from '../../visits/visit.ts';

/** What is left of what a match was made of. */
export interface LeftOfMatch {
  /** The visit that it names, as it is kept now; undefined when it is gone, and for a match that names none. */
  readonly visit: Visit | 'withdrawn' | undefined;
  /** Whether the site still has the pool that it names. */
  readonly hasPool: boolean;
}

/**
 * Why a call keeps the match that it has rather than take one that is made of what is known now, in a sentence; undefined where the new
 * one counts. Facts leave: visits after their time, pools that are deleted, visitors who withdraw. What was matched while they were there
 * is better than what is left can say. A memory is kept with its visit, so it says the same for ever.
 */
export function whyMatchIsKept(before: Match, now: Match, left: LeftOfMatch): string | undefined {
  if (before.pool !== undefined && !left.hasPool) return `Its pool ${before.pool} is kept no more.`;
  if (before.visit === null) return undefined;
  if (left.visit === 'withdrawn') return 'Its visitor has withdrawn consent since: what was matched before stays.';
  const isRemembered = before.method === 'caller-memory';
  const isSame = now.visit?.id === before.visit.id;
  return left.visit === undefined && !isRemembered && !isSame ? 'Its visits are kept no more.' : undefined;
}
