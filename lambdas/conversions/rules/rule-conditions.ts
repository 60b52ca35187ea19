import * as z from 'zod';
import { type Judged, withinNumbers } from '../../calls/conditions/condition-kinds.ts';
import type { Conditions, FieldConditions as OfFields } from '../../calls/conditions/explain-conditions.ts';
import { matchConditions } from '../../calls/conditions/match-conditions.ts';
import { withinBounds } from '../../calls/conditions/size-limits.ts';
import { timeConditions } from '../../calls/conditions/time-conditions.ts';
import { columnOf, namesOf } from '../../platform/field-table.ts';
import { callConditions } from './conditions/call-conditions.ts';
import { conversationConditions } from './conditions/conversation-conditions.ts';
import { ledgerConditions } from './conditions/ledger-conditions.ts';
import type { RuleFacts } from './conditions/rule-facts.ts';

/** The fields of a rule's conditions. Schemas, and what is evaluated, are made of this table. */
const table = {
  ...callConditions,
  ...timeConditions,
  ...matchConditions,
  ...conversationConditions,
  ...ledgerConditions,
  /** By the points that the site gives for conditions. */
  score: withinNumbers(z.number().int().min(0).max(100), ({ score }: RuleFacts) => score),
  /** How much speaks for it that the call is spam. */
  spamScore: withinNumbers(z.number().int().min(0).max(100), ({ spamScore }: RuleFacts) => spamScore),
};

export type RuleField = keyof typeof table;

/** Their names, in the order in which they are asked and told. */
export const ruleFields: readonly RuleField[] = namesOf(table);

/** What each field asks for, if it is given. */
export type Wanted = { [Name in RuleField]: NonNullable<z.infer<(typeof table)[Name]['stored']>> };

/** Those of the fields alone. */
export type FieldConditions = OfFields<Wanted>;

/** Conditions on a call; all fields and groups that are given must fit. */
export type RuleConditions = Conditions<Wanted>;

/** Conditions as a user writes them, one within the other. */
export const nestedConditions: z.ZodType<RuleConditions> = z.strictObject({
  ...columnOf(table, 'settings'),
  all: groupOf(() => nestedConditions),
  any: groupOf(() => nestedConditions),
  not: z.lazy(() => nestedConditions).optional(),
});

/** As a user writes them. How deep they nest is looked at before they are parsed: a body may nest as deep as it is long. */
export const ruleConditions = z.preprocess(withinBounds, nestedConditions);

/** As they are stored, known to the last field: a rule is not evaluated by half of what it asks for. */
export const storedConditions: z.ZodType<RuleConditions> = z.strictObject({
  ...columnOf(table, 'stored'),
  all: z.array(z.lazy(() => storedConditions)).optional(),
  any: z.array(z.lazy(() => storedConditions)).optional(),
  not: z.lazy(() => storedConditions).optional(),
});

/** What is evaluated of each field. */
export const conditionFields: {
  readonly [Name in RuleField]: {
    readonly judge: (wanted: Wanted[Name], facts: RuleFacts) => Judged;
    readonly metAt?: (wanted: Wanted[Name], facts: RuleFacts) => number | undefined;
  };
} = table;

function groupOf(conditions: () => z.ZodType<RuleConditions>) {
  return z.array(z.lazy(conditions)).min(1).max(50).optional();
}
