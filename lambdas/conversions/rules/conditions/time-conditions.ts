import * as z from 'zod';
import { anyOfWords, condition, withinNumbers } from './condition-kinds.ts';
import { localTime, weekdays } from './local-time.ts';
import type { Fact, RuleFacts } from './rule-facts.ts';

const day = 86_400_000;

/** What conditions may ask of when the call began, and of the caller's calls before. */
export const timeConditions = {
  weekday: anyOfWords(z.enum(weekdays), (facts) => startOf(facts)?.weekday),
  hour: withinNumbers(z.number().int().min(0).max(24), (facts) => startOf(facts)?.hour),
  // Of a withheld caller nobody can say if it is the first time.
  firstTimeCaller: condition({
    settings: z.boolean().optional(),
    stored: z.boolean().optional(),
    actual: ({ match }) => match.firstTimeCaller,
    fits: (wanted, isFirst) => wanted === isFirst,
  }),
  /** The caller had called the site within so many days before. */
  repeatWithinDays: condition({
    settings: z.number().int().min(1).max(366).optional(),
    stored: z.number().optional(),
    actual: daysSinceLastCall,
    fits: (wanted, days) => days <= wanted,
  }),
};

function startOf({ call, timeZone }: RuleFacts) {
  return timeZone === undefined ? undefined : localTime(timeZone, call.startedAt);
}

/** Null of a first call, undefined where nobody knows; in days of 24 hours. */
function daysSinceLastCall({ call, match: { firstTimeCaller, previousCallAt } }: RuleFacts): Fact<number> {
  if (firstTimeCaller === true) return null;
  return previousCallAt === undefined ? undefined : Math.max(0, call.startedAt - previousCallAt) / day;
}
