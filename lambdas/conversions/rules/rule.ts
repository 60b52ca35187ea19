import * as z from 'zod';
import { visibleLine } from '../../settings/label.ts';
import { settingsId } from '../../settings/settings-id.ts';
import { goalValue, storedGoalValue } from './goal-value-settings.ts';
import { ruleConditions, storedConditions } from './rule-conditions.ts';

/** `PUT /v1/rules/{rule}`. */
export const ruleSettings = z.strictObject({
  site: settingsId,
  when: ruleConditions.default({}),
  conversion: z.strictObject({
    name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'must be 1 to 40 letters, digits and underscores'),
    /** Fixed, or the sum of the call's ledger or of its talk. */
    value: goalValue,
    /** Only calls count whose caller made no other one that the rule fits in so many days before; each does if missing. */
    firstPerCallerInDays: z.number().int().min(1).max(366).optional(),
  }),
  /** What calls that it fits are told to be, beside what was reported. */
  tags: z
    .array(visibleLine(z.string().trim().min(1).max(50)))
    .max(20)
    .optional(),
  destinations: z.array(settingsId).max(20).default([]),
});
export type RuleSettings = z.infer<typeof ruleSettings>;

/** A rule as the management API tells it. */
export const ruleAnswer = z.object({
  ...ruleSettings.shape,
  id: z.string(),
  since: z.iso.datetime(),
  version: z
    .number()
    .int()
    .describe('1 at first, one more with each change. Conversions name the one that judged their call.'),
});
export type RuleAnswer = Readonly<z.infer<typeof ruleAnswer>>;

const anyText = z.string();

/**
 * A rule with its id, as it is stored; it judges calls that started after `since` (ms). What was valid when it was written stays
 * readable, so nothing but the types is checked. Only what decides whom it fits, and what it is worth, must be known to the last field: a
 * rule is not judged by half of what it asks for. Both must name the same as its settings.
 */
export const rule = z.object({
  id: anyText,
  site: anyText,
  since: z.number().int(),
  /** The version that people are told; absent of one that was not changed since they are counted. */
  edition: z.number().int().optional(),
  when: storedConditions.default({}),
  conversion: z.strictObject({
    name: anyText,
    value: storedGoalValue,
    firstPerCallerInDays: z.number().optional(),
  }),
  tags: z.array(anyText).optional(),
  destinations: z.array(anyText).default([]),
});
export type Rule = z.infer<typeof rule>;

/** What its writers need besides: each write raises the version, and is on condition that it is the one that was read. */
export const storedRule = rule.extend({ version: z.number().int() });
export type StoredRule = Readonly<z.infer<typeof storedRule>>;

/** The version of a rule that people are told. */
export function editionOf({ edition = 1 }: Pick<Rule, 'edition'>): number {
  return edition;
}

/** What tells the rules of a site from those before, once this one was written: versions only grow, so it never comes again. */
export function rulesVersionAfter({ id, version }: Pick<StoredRule, 'id' | 'version'>): string {
  return `${id} ${version}`;
}
