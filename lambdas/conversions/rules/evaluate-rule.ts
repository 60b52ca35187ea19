import { namesOf } from '../../platform/field-table.ts';
import type { RuleFacts } from './condition-kinds.ts';
import type { GoalFacts } from './condition-times.ts';
import { conditionFields, type RuleConditions, type RuleField, type Wanted } from './rule-conditions.ts';

const fieldNames = namesOf(conditionFields);

/** Whether a call fits all conditions that are given. */
export function conditionsMatch(when: RuleConditions, facts: RuleFacts): boolean {
  return fieldNames.every((name) => fieldMatches(name, when, facts));
}

/** When the call came to fit the conditions that tell a time, ms. */
export function conditionTimes(when: RuleConditions, facts: GoalFacts): number[] {
  return fieldNames.flatMap((name) => fieldMetAt(name, when, facts) ?? []);
}

function fieldMatches<Name extends RuleField>(name: Name, when: RuleConditions, facts: RuleFacts): boolean {
  const wanted: Wanted[Name] | undefined = when[name];
  return wanted === undefined || conditionFields[name].fits(wanted, facts);
}

function fieldMetAt<Name extends RuleField>(name: Name, when: RuleConditions, facts: GoalFacts): number | undefined {
  const wanted: Wanted[Name] | undefined = when[name];
  return wanted === undefined ? undefined : conditionFields[name].metAt?.(wanted, facts);
}
