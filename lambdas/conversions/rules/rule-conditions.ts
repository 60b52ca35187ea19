import * as z from 'zod';
import { callStatus } from '../../calls/call.ts';
import { columnOf } from '../../platform/field-table.ts';
import { anyOfTexts, condition, isOneOf, oneOrMore, type RuleFacts, withinSeconds } from './condition-kinds.ts';
import { type GoalFacts, timeOfOutcome, timeOfTalk } from './condition-times.ts';

/** The fields of a rule's conditions. Schemas, and what is evaluated, are made of this table. */
const table = {
  status: condition({
    settings: oneOrMore(callStatus).optional(),
    stored: z.union([callStatus, z.array(callStatus)]).optional(),
    fits: (wanted, { call }) => isOneOf(wanted, call.status),
  }),
  // A call without talk has 0 seconds of it.
  talkSeconds: withinSeconds(({ call }) => call.talkSeconds ?? 0, timeOfTalk),
  // Of a withheld caller nobody can say if it is the first time.
  firstTimeCaller: condition({
    settings: z.boolean().optional(),
    stored: z.boolean().optional(),
    fits: (wanted, { match }) => wanted === match.firstTimeCaller,
  }),
  pool: anyOfTexts(({ match }) => match.pool),
  source: anyOfTexts(({ match }) => match.source),
  medium: anyOfTexts(({ match }) => match.medium),
  // What an agent or a CRM reported: `POST /v1/calls/{call}/outcome`.
  outcome: { ...anyOfTexts(({ ledger }) => ledger.outcome), metAt: timeOfOutcome },
};

export type RuleField = keyof typeof table;

/** What each field asks for, if it is given. */
export type Wanted = { [Name in RuleField]: NonNullable<z.infer<(typeof table)[Name]['stored']>> };

/** Conditions on a call; all that are given must fit. */
export type RuleConditions = { readonly [Name in RuleField]?: Wanted[Name] | undefined };

/** As a user writes them. */
export const ruleConditions = z.strictObject(columnOf(table, 'settings'));

/** As they are stored, known to the last field: a rule is not evaluated by half of what it asks for. */
export const storedConditions = z.strictObject(columnOf(table, 'stored'));

/** What is evaluated of each field. */
export const conditionFields: {
  readonly [Name in RuleField]: {
    readonly fits: (wanted: Wanted[Name], facts: RuleFacts) => boolean;
    readonly metAt?: (wanted: Wanted[Name], facts: GoalFacts) => number | undefined;
  };
} = table;
