import type { Call } from '../../calls/call.ts';
import type { Match } from '../../calls/match/match.ts';
import type { RuleConditions } from './rule.ts';

/** What a rule looks at. */
export interface JudgedFacts {
  readonly call: Pick<Call, 'status' | 'talkSeconds'>;
  readonly match: Pick<Match, 'firstTimeCaller' | 'pool' | 'source' | 'medium'>;
  /** What was last reported of the call. */
  readonly outcome: string | undefined;
}

/** Whether all conditions hold that are given. A call without talk has 0 seconds of it; of a withheld caller nobody can say if it is the first time. */
export function ruleHolds(when: RuleConditions, { call, match, outcome }: JudgedFacts): boolean {
  return (
    isOneOf(when.status, call.status) &&
    isWithin(when.talkSeconds, call.talkSeconds ?? 0) &&
    (when.firstTimeCaller === undefined || when.firstTimeCaller === match.firstTimeCaller) &&
    isOneOf(when.pool, match.pool) &&
    isOneOf(when.source, match.source) &&
    isOneOf(when.medium, match.medium) &&
    isOneOf(when.outcome, outcome)
  );
}

function isOneOf(wanted: string | readonly string[] | undefined, value: string | undefined): boolean {
  if (wanted === undefined) return true;
  return value !== undefined && (typeof wanted === 'string' ? wanted === value : wanted.includes(value));
}

function isWithin(range: RuleConditions['talkSeconds'], value: number): boolean {
  const { gte = 0, gt = -1, lte = Number.POSITIVE_INFINITY, lt = Number.POSITIVE_INFINITY } = range ?? {};
  return value >= gte && value > gt && value <= lte && value < lt;
}
