import { namesOf } from '../../platform/field-table.ts';
import type { Judged } from './condition-kinds.ts';
import type { Fact, ToldFact, Verdict } from './fact.ts';

/** What each field asks for, if it is given; `Wanted` says what that may be. */
export type FieldConditions<Wanted> = { readonly [Name in keyof Wanted]?: Wanted[Name] | undefined };

/** Conditions on a call; all fields and groups that are given must fit. */
export type Conditions<Wanted> = FieldConditions<Wanted> & {
  readonly all?: readonly Conditions<Wanted>[] | undefined;
  readonly any?: readonly Conditions<Wanted>[] | undefined;
  readonly not?: Conditions<Wanted> | undefined;
};

/** How each field is judged, in the order in which fields are asked and told. */
export type ConditionTable<Wanted, Facts> = {
  readonly [Name in keyof Wanted]: { readonly judge: (wanted: Wanted[Name], facts: Facts) => Judged };
};

/** Why conditions fit a call, or do not: a tree of groups and fields, in the order in which fields are told. */
export type Explanation = GroupExplanation | FieldExplanation;

/** `all`: each must fit; `any`: one must; `not`: all of it together must not. */
export interface GroupExplanation {
  readonly group: 'all' | 'any' | 'not';
  readonly verdict: Verdict;
  readonly conditions: readonly Explanation[];
}

export interface FieldExplanation {
  readonly field: string;
  readonly wanted: unknown;
  /** What was asked for, where its words are not plain. */
  readonly asked?: string;
  /** What the call is: null where it has none, missing where nobody knows. */
  readonly actual?: Fact<ToldFact>;
  readonly verdict: Verdict;
}

/**
 * Whether a call is known to fit all conditions that are given, condition by condition. What nobody knows fits as little as its contrary:
 * `not` of it is unknown, too; and it is of no matter where another condition decides.
 */
export function explain<Wanted extends object, Facts>(
  table: ConditionTable<Wanted, Facts>,
  when: Conditions<Wanted>,
  facts: Facts,
): GroupExplanation {
  const { all, any, not } = when;
  const inner = (each: Conditions<Wanted>) => explain(table, each, facts);
  return allOf([
    ...namesOf(table).flatMap((name) => explainField(table, name, when, facts) ?? []),
    ...(all === undefined ? [] : [allOf(all.map(inner))]),
    ...(any === undefined ? [] : [anyOf(any.map(inner))]),
    ...(not === undefined ? [] : [noneOf(inner(not))]),
  ]);
}

/** Whether a field is asked for, in whatever group. */
export function asksField<Wanted>(when: Conditions<Wanted>, name: keyof Wanted): boolean {
  const { all = [], any = [], not } = when;
  const fields: FieldConditions<Wanted> = when;
  return fields[name] !== undefined || [...all, ...any, ...(not ? [not] : [])].some((each) => asksField(each, name));
}

function explainField<Wanted extends object, Facts, Name extends Extract<keyof Wanted, string>>(
  table: ConditionTable<Wanted, Facts>,
  name: Name,
  when: FieldConditions<Wanted>,
  facts: Facts,
): FieldExplanation | undefined {
  const wanted: Wanted[Name] | undefined = when[name];
  return wanted === undefined ? undefined : { field: name, wanted, ...table[name].judge(wanted, facts) };
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
