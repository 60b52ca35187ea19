import * as z from 'zod';
import { callStatus } from '../../calls/call.ts';
import { settingsId } from '../../settings/settings-id.ts';

const oneOrMore = <T extends z.ZodType>(value: T) => z.union([value, z.array(value).min(1).max(50)]);

/** Neither more digits than a table keeps nor more than a call can have. */
const seconds = z
  .number()
  .min(0)
  .max(1_000_000_000)
  .refine((value) => value === 0 || value >= 0.001, { message: 'must be 0 or at least 0.001' });

const range = z
  .strictObject({
    gte: seconds.optional(),
    gt: seconds.optional(),
    lte: seconds.optional(),
    lt: seconds.optional(),
  })
  .refine((bounds) => Object.keys(bounds).length > 0, { message: 'must name at least one of gte, gt, lte, lt' });

/** No source, medium or outcome is longer. */
const text = z.string().max(200);

/** A decimal amount as a string, at most 12 digits before and 3 after the point, never negative. */
export const decimalAmount = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,3})?$/, 'must be a decimal amount that is not negative, like "129.50"');

/** Conditions on a call; all that are given must hold. */
export const ruleConditions = z.strictObject({
  status: oneOrMore(callStatus).optional(),
  talkSeconds: range.optional(),
  firstTimeCaller: z.boolean().optional(),
  pool: oneOrMore(text).optional(),
  source: oneOrMore(text).optional(),
  medium: oneOrMore(text).optional(),
  /** What an agent or a CRM reported: `POST /v1/calls/{call}/outcome`. */
  outcome: oneOrMore(text).optional(),
});
export type RuleConditions = z.infer<typeof ruleConditions>;

/** `PUT /v1/rules/{rule}`. */
export const ruleSettings = z.strictObject({
  site: settingsId,
  when: ruleConditions.default({}),
  conversion: z.strictObject({
    name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'must be 1 to 40 letters, digits and underscores'),
    /** Fixed, or the sum of the call's ledger. */
    value: z.union([z.strictObject({ amount: decimalAmount, currency: z.string().max(3) }), z.literal('revenue')]),
  }),
  destinations: z.array(settingsId).max(20).default([]),
});
export type RuleSettings = z.infer<typeof ruleSettings>;

const bound = z.number().optional();
const anyText = z.string();
const texts = z.union([anyText, z.array(anyText)]).optional();

/**
 * A rule with its id, as it is stored; it judges calls that started after `since` (ms). What was valid when it was written stays
 * readable, so nothing but the types is checked. Only what decides whom it fits, and what it is worth, must be known to the last field: a
 * rule is not judged by half of what it asks for. Both must name the same as its settings.
 */
export const rule = z.object({
  id: anyText,
  site: anyText,
  since: z.number().int(),
  when: z
    .strictObject({
      status: z.union([callStatus, z.array(callStatus)]).optional(),
      talkSeconds: z.strictObject({ gte: bound, gt: bound, lte: bound, lt: bound }).optional(),
      firstTimeCaller: z.boolean().optional(),
      pool: texts,
      source: texts,
      medium: texts,
      outcome: texts,
    })
    .default({}),
  conversion: z.strictObject({
    name: anyText,
    value: z.union([z.strictObject({ amount: anyText, currency: anyText }), z.literal('revenue')]),
  }),
  destinations: z.array(anyText).default([]),
});
export type Rule = z.infer<typeof rule>;

/** What its writers need besides: each change raises the version. */
export const storedRule = rule.extend({ version: z.number().int() });
export type StoredRule = Readonly<z.infer<typeof storedRule>>;

/** What tells the rules of a site from those before, once this one was written: versions only grow, so it never comes again. */
export function rulesVersionAfter({ id, version }: Pick<StoredRule, 'id' | 'version'>): string {
  return `${id} ${version}`;
}
