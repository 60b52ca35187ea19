import { readAmount } from './money.ts';
import { endOfCall, timeOfRevenue, timeOfTalk } from './rules/conditions/condition-times.ts';
import type { RuleFacts } from './rules/conditions/rule-facts.ts';
import { conditionsMetAt } from './rules/evaluate-rule.ts';
import type { GoalValue } from './rules/goal-value-settings.ts';
import type { Rule } from './rules/rule.ts';

/**
 * When a call met the goal of a rule that it meets, ms: when enough had been talked, when the outcome was reported that the rule asks
 * for, when the first sale that counts was made; the latest of them where a rule asks for several, else the end of the call. Never
 * before the call began.
 */
export function goalMetAt({ when, conversion: { value } }: Rule, facts: RuleFacts): number {
  const { call } = facts;
  const times = [conditionsMetAt(when, facts), valueBeganAt(value, facts)].filter((time) => time !== undefined);
  return Math.max(call.startedAt, ...(times.length === 0 ? [endOfCall(call)] : times));
}

/** When it was worth something, ms: of tiers the lowest. Undefined of what is worth something at the end of any call. */
function valueBeganAt(value: GoalValue, facts: RuleFacts): number | undefined {
  const { ledger } = facts;
  if (value === 'revenue' || 'shareOfRevenue' in value) return ledger.firstSaleAt;
  if (!('tiers' in value)) return undefined;
  const { tiers } = value;
  if (tiers.by === 'talkSeconds') {
    const [lowest] = tiers.steps;
    return lowest && timeOfTalk({ gte: lowest.from }, facts);
  }
  const lowest = readAmount(tiers.steps[0]?.from ?? '', ledger.value.currency);
  return timeOfRevenue((minor) => 'money' in lowest && minor >= lowest.money.minor, facts) ?? ledger.firstSaleAt;
}
