import * as z from 'zod';
import type { Call } from '../../calls/call.ts';
import type { Match } from '../../calls/match/match.ts';
import type { Ledger } from '../ledger/fold-ledger.ts';
import type { GoalFacts, Range } from './condition-times.ts';

/** What a rule's conditions are asked about. */
export interface RuleFacts {
  readonly call: Call;
  readonly match: Match;
  /** What was reported of the call. */
  readonly ledger: Ledger;
}

/** One field of a rule's conditions. */
interface Condition<Settings extends z.ZodType, Stored extends z.ZodType> {
  /** What a user may write. */
  readonly settings: Settings;
  /** The types and no more: what was valid when it was written stays readable. */
  readonly stored: Stored;
  readonly fits: (wanted: NonNullable<z.infer<Stored>>, facts: RuleFacts) => boolean;
  /** When it came to fit, ms, where that is not just the end of the call. */
  readonly metAt?: (wanted: NonNullable<z.infer<Stored>>, facts: GoalFacts) => number | undefined;
}

/** A field whose functions are checked against its schemas. */
export function condition<Settings extends z.ZodType, Stored extends z.ZodType>(
  field: Condition<Settings, Stored>,
): Condition<Settings, Stored> {
  return field;
}

/** No source, medium or outcome is longer. */
const text = z.string().max(200);

/** A field that asks for one text, or for any of several. What the call does not tell fits none. */
export function anyOfTexts(actual: (facts: RuleFacts) => string | undefined) {
  return condition({
    settings: oneOrMore(text).optional(),
    stored: z.union([z.string(), z.array(z.string())]).optional(),
    fits: (wanted, facts) => isOneOf(wanted, actual(facts)),
  });
}

/** One value, or a list of some. */
export function oneOrMore<Value extends z.core.$ZodType>(value: Value) {
  return z.union([value, z.array(value).min(1).max(50)]);
}

/** Whether a value is the one, or in the list. */
export function isOneOf(wanted: string | readonly string[], value: string | undefined): boolean {
  return value !== undefined && (typeof wanted === 'string' ? wanted === value : wanted.includes(value));
}

/** Neither more digits than a table keeps nor more than a call can have. */
const seconds = z
  .number()
  .min(0)
  .max(1_000_000_000)
  .refine((value) => value === 0 || value >= 0.001, { message: 'must be 0 or at least 0.001' });

const bound = z.number().optional();

/** A field that asks for a number of seconds within bounds. */
export function withinSeconds(
  actual: (facts: RuleFacts) => number,
  metAt?: (range: Range, facts: GoalFacts) => number | undefined,
) {
  return condition({
    settings: z
      .strictObject({
        gte: seconds.optional(),
        gt: seconds.optional(),
        lte: seconds.optional(),
        lt: seconds.optional(),
      })
      .refine((bounds) => Object.keys(bounds).length > 0, { message: 'must name at least one of gte, gt, lte, lt' })
      .optional(),
    stored: z.strictObject({ gte: bound, gt: bound, lte: bound, lt: bound }).optional(),
    fits: (range, facts) => isWithin(range, actual(facts)),
    ...(metAt && { metAt }),
  });
}

function isWithin(range: Range, value: number): boolean {
  const { gte = 0, gt = -1, lte = Number.POSITIVE_INFINITY, lt = Number.POSITIVE_INFINITY } = range;
  return value >= gte && value > gt && value <= lte && value < lt;
}
