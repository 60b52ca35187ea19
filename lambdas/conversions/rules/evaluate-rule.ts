import { earliest, endOfCall } from './conditions/condition-times.ts';
import { ledgerConditions } from './conditions/ledger-conditions.ts';
import type { Fact, RuleFacts, ToldFact, Verdict } from './conditions/rule-facts.ts';
import {
  conditionFields,
  type FieldConditions,
  type RuleConditions,
  type RuleField,
  ruleFields,
  type Wanted,
} from './rule-conditions.ts';

/** Why conditions fit a call, or do not: a tree of groups and fields, in the order in which fields are told. */
export type Explanation = GroupExplanation | FieldExplanation;

/** `all`: each must fit; `any`: one must; `not`: all of it together must not. */
export interface GroupExplanation {
  readonly group: 'all' | 'any' | 'not';
  readonly verdict: Verdict;
  readonly conditions: readonly Explanation[];
}

export interface FieldExplanation {
  readonly field: RuleField;
  readonly wanted: Wanted[RuleField];
  /** What the call is: null where it has none, missing where nobody knows. */
  readonly actual?: Fact<ToldFact>;
  readonly verdict: Verdict;
}

/** Whether a call is known to fit all conditions that are given. */
export function conditionsMatch(when: RuleConditions, facts: RuleFacts): boolean {
  return explainConditions(when, facts).verdict === 'fits';
}

/**
 * Whether a call fits all conditions that are given, condition by condition. What nobody knows fits as little as its contrary: `not` of
 * it is unknown, too; and it is of no matter where another condition decides.
 */
export function explainConditions(when: RuleConditions, facts: RuleFacts): GroupExplanation {
  const { all, any, not } = when;
  return allOf([
    ...ruleFields.flatMap((name) => explainField(name, when, facts) ?? []),
    ...(all === undefined ? [] : [allOf(all.map((each) => explainConditions(each, facts)))]),
    ...(any === undefined ? [] : [anyOf(any.map((each) => explainConditions(each, facts)))]),
    ...(not === undefined ? [] : [noneOf(explainConditions(not, facts))]),
  ]);
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
  return ruleFields.some((name) => name in ledgerConditions && asksField(when, name));
}

/** Whether a field is asked for, in whatever group. */
export function asksField(when: RuleConditions, name: RuleField): boolean {
  const { all = [], any = [], not } = when;
  return when[name] !== undefined || [...all, ...any, ...(not ? [not] : [])].some((each) => asksField(each, name));
}

function explainField<Name extends RuleField>(
  name: Name,
  when: FieldConditions,
  facts: RuleFacts,
): FieldExplanation | undefined {
  const wanted: Wanted[Name] | undefined = when[name];
  return wanted === undefined ? undefined : { field: name, wanted, ...conditionFields[name].judge(wanted, facts) };
}

function allOf(conditions: readonly Explanation[]): GroupExplanation {
  return { group: 'all', verdict: firstOf(conditions, ['does-not-fit', 'unknown']) ?? 'fits', conditions };
}

function anyOf(conditions: readonly Explanation[]): GroupExplanation {
  return { group: 'any', verdict: firstOf(conditions, ['fits', 'unknown']) ?? 'does-not-fit', conditions };
}

function noneOf({ verdict, conditions }: GroupExplanation): GroupExplanation {
  return { group: 'not', verdict: opposite[verdict], conditions };
}

const opposite: Readonly<Record<Verdict, Verdict>> = {
  fits: 'does-not-fit',
  'does-not-fit': 'fits',
  unknown: 'unknown',
};

/** The first of these verdicts that one of the conditions has. */
function firstOf(conditions: readonly Explanation[], verdicts: readonly Verdict[]): Verdict | undefined {
  return verdicts.find((verdict) => conditions.some((one) => one.verdict === verdict));
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
