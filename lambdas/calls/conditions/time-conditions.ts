import * as z from 'zod';
import { localTime, weekdays } from '../../settings/opening-hours/local-time.ts';
import type { Call } from '../call.ts';
import type { Match } from '../match/match.ts';
import { anyOfWords, condition, type Judged, verdictOf, withinNumbers } from './condition-kinds.ts';
import { durationWords } from './duration-words.ts';
import type { Fact } from './fact.ts';

/** When a call began (ms), the time zone of its site, and what is known of its caller's calls before. */
interface OfTime {
  readonly call: Pick<Call, 'startedAt'>;
  readonly match: Pick<Match, 'firstTimeCaller' | 'previousCallAt'>;
  readonly timeZone?: string | undefined;
}

const dayInSeconds = 86_400;

/** What conditions may ask of when the call began, and of the caller's calls before. */
export const timeConditions = {
  weekday: anyOfWords(z.enum(weekdays), (facts: OfTime) => startOf(facts)?.weekday),
  hour: withinNumbers(z.number().int().min(0).max(24), (facts: OfTime) => startOf(facts)?.hour, { most: 23 }),
  // Of a withheld caller nobody can say if it is the first time.
  firstTimeCaller: condition({
    settings: z.boolean().optional(),
    stored: z.boolean().optional(),
    actual: ({ match }: OfTime) => match.firstTimeCaller,
    fits: (wanted, isFirst) => wanted === isFirst,
  }),
  /** The caller had called the site within so many days (of 24 hours) before. */
  repeatWithinDays: {
    settings: z.number().int().min(1).max(366).optional(),
    stored: z.number().optional(),
    judge: (days: number, facts: OfTime): Judged => {
      const since = sinceLastCall(facts);
      const asked = durationWords(days * dayInSeconds);
      if (since === undefined) return { actual: undefined, verdict: 'unknown', asked };
      const actual = since === null ? null : durationWords(since);
      return { actual, verdict: verdictOf(since !== null && since <= days * dayInSeconds), asked };
    },
  },
};

function startOf({ call, timeZone }: OfTime) {
  return timeZone === undefined ? undefined : localTime(timeZone, call.startedAt);
}

/** In seconds; null of a first call, undefined where nobody knows. */
function sinceLastCall({ call, match: { firstTimeCaller, previousCallAt } }: OfTime): Fact<number> {
  if (firstTimeCaller === true) return null;
  return previousCallAt === undefined ? undefined : Math.max(0, call.startedAt - previousCallAt) / 1000;
}
