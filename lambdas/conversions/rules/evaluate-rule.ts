import { asksField, explain, type GroupExplanation } from '../../calls/conditions/explain-conditions.ts';
import { earliest, endOfCall } from './conditions/condition-times.ts';
import { ledgerConditions } from './conditions/ledger-conditions.ts';
import type { RuleFacts } from './conditions/rule-facts.ts';
import {
  conditionFields,
  type FieldConditions,
  type RuleConditions,
  type RuleField,
  ruleFields,
  type Wanted,
} from './rule-conditions.ts';

/** Whether a call is known to fit all conditions that are given. */
export function conditionsMatch(when: RuleConditions, facts: RuleFacts): boolean {
  return explainConditions(when, facts).verdict === 'fits';
}

/**
 * Whether a call fits all conditions that are given, condition by condition. What nobody knows fits as little as its contrary: `not` of
 * it is unknown, too; and it is of no matter where another condition decides.
 */
export function explainConditions(when: RuleConditions, facts: RuleFacts): GroupExplanation {
  return explain<Wanted, RuleFacts>(conditionFields, when, facts);
}

/**
 * When the call came to fit, ms: the latest time that one of the conditions tells; of alternatives the first. Undefined where none tells
 * a time: then it is the end of the call.
 */
export function conditionsMetAt(when: RuleConditions, facts: RuleFacts): number | undefined {
  const { all = [], any } = when;
  const times = [
    ...ruleFields.map((name) => fieldMetAt(name, when, facts)),
    ...all.map((each) => conditionsMetAt(each, facts)),
    any && alternativeMetAt(any, facts),
  ].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Whether it depends on what was reported of a call. */
export function asksLedger(when: RuleConditions): boolean {
  return ruleFields.some((name) => name in ledgerConditions && asksField<Wanted>(when, name));
}

function fieldMetAt<Name extends RuleField>(name: Name, when: FieldConditions, facts: RuleFacts): number | undefined {
  const wanted: Wanted[Name] | undefined = when[name];
  return wanted === undefined ? undefined : conditionFields[name].metAt?.(wanted, facts);
}

/** Of those that fit, the first; one that tells no time fits at the end of the call. */
function alternativeMetAt(any: readonly RuleConditions[], facts: RuleFacts): number | undefined {
  const times = any.filter((each) => conditionsMatch(each, facts)).map((each) => conditionsMetAt(each, facts));
  if (times.every((time) => time === undefined)) return undefined;
  return earliest(times.map((time) => time ?? endOfCall(facts.call)));
}
