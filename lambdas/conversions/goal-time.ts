import type { Call } from '../calls/call.ts';
import { type Talk, timeTalked } from '../calls/fold/talks.ts';
import type { Ledger } from './ledger/fold-ledger.ts';
import type { Rule, RuleConditions } from './rules/rule.ts';

/** What says when the goal of a rule was met. */
export interface GoalFacts {
  readonly call: Call;
  readonly talks: readonly Talk[];
  readonly ledger: Pick<Ledger, 'outcomes' | 'firstSaleAt'>;
}

/**
 * When a call met the goal of a rule that it meets, ms: when enough had been talked, when the outcome was reported that the rule asks
 * for, when the first sale that counts was made; the latest of them where a rule asks for several, else the end of the call. Never
 * before the call began.
 */
export function goalMetAt({ when, conversion }: Rule, facts: GoalFacts): number {
  const { call, ledger } = facts;
  const times = [
    timeOfTalk(when.talkSeconds, facts),
    timeOfOutcome(when.outcome, ledger),
    conversion.value === 'revenue' ? ledger.firstSaleAt : undefined,
  ].flatMap((time) => time ?? []);
  return Math.max(call.startedAt, ...(times.length === 0 ? [endOf(call)] : times));
}

/** That it was no longer than it might be is known at its end. */
function timeOfTalk(range: RuleConditions['talkSeconds'], { call, talks }: GoalFacts): number | undefined {
  if (range === undefined) return undefined;
  if (range.lte !== undefined || range.lt !== undefined) return endOf(call);
  const seconds = Math.max(range.gte ?? 0, range.gt ?? 0);
  return seconds === 0 ? undefined : (timeTalked(talks, seconds) ?? endOf(call));
}

/** What counts is the outcome that was reported last; it holds since the first of those that said so without another in between. */
function timeOfOutcome(wanted: RuleConditions['outcome'], { outcomes }: GoalFacts['ledger']): number | undefined {
  if (wanted === undefined) return undefined;
  const isWanted = ({ outcome }: { readonly outcome: string }) => [wanted].flat().includes(outcome);
  const lastOther = outcomes.findLastIndex((one) => !isWanted(one));
  const [first] = outcomes.slice(lastOther + 1);
  return first?.at;
}

function endOf({ endedAt, answeredAt, startedAt }: Call): number {
  return endedAt ?? answeredAt ?? startedAt;
}
