import { endOfCall, type GoalFacts } from './rules/condition-times.ts';
import { conditionTimes } from './rules/evaluate-rule.ts';
import type { Rule } from './rules/rule.ts';

/**
 * When a call met the goal of a rule that it meets, ms: when enough had been talked, when the outcome was reported that the rule asks
 * for, when the first sale that counts was made; the latest of them where a rule asks for several, else the end of the call. Never
 * before the call began.
 */
export function goalMetAt({ when, conversion }: Rule, facts: GoalFacts): number {
  const { call, ledger } = facts;
  const firstSaleAt = conversion.value === 'revenue' ? ledger.firstSaleAt : undefined;
  const times = [...conditionTimes(when, facts), ...(firstSaleAt === undefined ? [] : [firstSaleAt])];
  return Math.max(call.startedAt, ...(times.length === 0 ? [endOfCall(call)] : times));
}
