import type { MatchedVisit } from '../../../calls/match/match.ts';

/** A request joins a session only for so long after it began, ms. */
const longestToJoin = 24 * 3600_000;

/** Whether an event joins the visitor's session: its id, or a sentence that says why not. */
export type SessionJoin = { readonly session: string } | { readonly session?: undefined; readonly why: string };

/**
 * Whether something that came about at `at` joins the session that the browser named. Google's `session_id` is the second in which the session
 * began, and a session ends `timeoutMs` after what was last seen of it: we know no more than when the number was shown. Times in ms.
 */
export function joinSession(
  { ids, shownAt }: Pick<MatchedVisit, 'ids' | 'shownAt'>,
  { at, now, timeoutMs }: { readonly at: number; readonly now: number; readonly timeoutMs: number },
): SessionJoin {
  const session = ids?.gaSession;
  if (session === undefined || !/^\d{9,11}$/.test(session)) {
    return { why: 'it counts without a session: the browser named none' };
  }
  const begin = Number(session) * 1000;
  if (now - begin >= longestToJoin) return { why: 'it counts without a session: that began more than 24 hours ago' };
  const end = Math.max(begin, shownAt) + timeoutMs;
  if (at < begin || at > end) return { why: 'it counts without a session: it came about outside of it' };
  return { session };
}
