import { confidence } from './confidence.ts';
import type { Match } from './match.ts';
import { type MatchFacts, unknownSource } from './match-facts.ts';

/** A match that names no visit, and why in a sentence. */
export function withoutVisit(facts: MatchFacts, site: string, reason: string): Match {
  return {
    method: 'none',
    confidence: confidence.none,
    reason,
    site,
    source: unknownSource,
    medium: unknownSource,
    candidates: [],
    linkedVisits: [],
    visit: null,
    ...callerHistory(facts),
  };
}

/** What a match says of the caller's calls before: of a call that went out nothing. */
export function callerHistory({ call, previousCallAt }: MatchFacts): CallerHistory {
  return callerHistoryOf(call.direction === 'outbound' ? undefined : previousCallAt);
}

/** The same; `previousCallAt` in ms, null if there was none, undefined when nobody can know. */
export function callerHistoryOf(previousCallAt: number | null | undefined): CallerHistory {
  if (previousCallAt === undefined) return { firstTimeCaller: undefined, previousCallAt: undefined };
  return { firstTimeCaller: previousCallAt === null, previousCallAt: previousCallAt ?? undefined };
}

type CallerHistory = Pick<Match, 'firstTimeCaller' | 'previousCallAt'>;
