import { endOfCall } from './rules/conditions/condition-times.ts';
import type { RuleFacts } from './rules/conditions/rule-facts.ts';
import { conditionsMetAt } from './rules/evaluate-rule.ts';
import type { Rule } from './rules/rule.ts';

/**
 * When a call met the goal of a rule that it meets, ms: when enough had been talked, when the outcome was reported that the rule asks
 * for, when the first sale that counts was made; the latest of them where a rule asks for several, else the end of the call. Never
 * before the call began.
 */
export function goalMetAt({ when, conversion }: Rule, facts: RuleFacts): number {
  const { call, ledger } = facts;
  const firstSaleAt = conversion.value === 'revenue' ? ledger.firstSaleAt : undefined;
  const times = [conditionsMetAt(when, facts), firstSaleAt].filter((time) => time !== undefined);
  return Math.max(call.startedAt, ...(times.length === 0 ? [endOfCall(call)] : times));
}
