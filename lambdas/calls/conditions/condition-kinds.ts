import * as z from 'zod';
import { fitsText } from '../../attribution/address-pattern.ts';
import { foldCase } from '../../conditions/fold-case.ts';
import { boundsOf, isWithin, type Range } from './bounds.ts';
import type { Fact, ToldFact, Verdict } from './fact.ts';

/** One field of conditions on a call; what it asks about is in `Facts`. */
interface Condition<Facts, Settings extends z.ZodType, Stored extends z.ZodType, Value> {
  /** What a user may write. */
  readonly settings: Settings;
  /** The types and no more: what was valid when it was written stays readable. */
  readonly stored: Stored;
  /** What the call is. */
  readonly actual: (facts: Facts) => Fact<Value>;
  /** Asked only where the call has something: what it has none of fits nothing. */
  readonly fits: (wanted: NonNullable<z.infer<Stored>>, actual: Value) => boolean;
  /** When it came to fit, ms, where that is not just the end of the call. */
  readonly metAt?: (wanted: NonNullable<z.infer<Stored>>, facts: Facts) => number | undefined;
}

/** What a call is in one field, and whether that is what was wanted. */
export interface Judged {
  readonly actual: Fact<ToldFact>;
  readonly verdict: Verdict;
  /** What was asked for, where its words are not plain. */
  readonly asked?: string;
}

/** A field whose functions are checked against its schemas. */
export function condition<Facts, Settings extends z.ZodType, Stored extends z.ZodType, Value extends ToldFact>({
  settings,
  stored,
  actual,
  fits,
  metAt,
}: Condition<Facts, Settings, Stored, Value>) {
  const judge = (wanted: NonNullable<z.infer<Stored>>, facts: Facts): Judged => {
    const value = actual(facts);
    if (value === undefined) return { actual: undefined, verdict: 'unknown' };
    return { actual: value, verdict: verdictOf(value !== null && fits(wanted, value)) };
  };
  return { settings, stored, judge, ...(metAt && { metAt }) };
}

/** Of what is known. */
export function verdictOf(isFit: boolean): Verdict {
  return isFit ? 'fits' : 'does-not-fit';
}

/** One value, or a list of some. */
export function oneOrMore<Value extends z.core.$ZodType>(value: Value) {
  return z.union([value, z.array(value).min(1).max(50)]);
}

const storedTexts = z.union([z.string(), z.array(z.string())]).optional();

/** A field that asks for one of a few words, or for any of several. A word that only a newer version knows is none that can be asked for. */
export function anyOfWords<Facts, Word extends z.core.$ZodType<string>>(
  word: Word,
  actual: (facts: Facts) => Fact<string>,
) {
  return condition({
    settings: oneOrMore(word).optional(),
    stored: z.union([word, z.array(word)]).optional(),
    actual,
    fits: isOneOf,
  });
}

/** The same for codes: which ones there are changes with the time, so those that are stored stay as they are. */
export function anyOfCodes<Facts, Code extends z.core.$ZodType<string>>(
  code: Code,
  actual: (facts: Facts) => Fact<string>,
) {
  return condition({ settings: oneOrMore(code).optional(), stored: storedTexts, actual, fits: isOneOf });
}

/** Whether a value is the one, or in the list. */
export function isOneOf(wanted: string | readonly string[], value: string): boolean {
  return typeof wanted === 'string' ? wanted === value : wanted.includes(value);
}

/** No source, campaign or outcome is longer. */
const text = z.string().max(200);

/** A field that asks for one text, or for any of several; `*` stands for any characters, and people write in any case. */
export function anyOfTexts<Facts>(
  actual: (facts: Facts) => Fact<string>,
  metAt?: (wanted: string | readonly string[], facts: Facts) => number | undefined,
) {
  return condition({
    settings: oneOrMore(text).optional(),
    stored: storedTexts,
    actual,
    fits: fitsAny,
    ...(metAt && { metAt }),
  });
}

/** Whether a text fits one of the patterns, in whatever case. */
export function fitsAny(wanted: string | readonly string[], value: string): boolean {
  return [wanted].flat().some((pattern) => fitsText(foldCase(pattern), foldCase(value)));
}

const storedBound = z.number().optional();
const storedRange = z.strictObject({ gte: storedBound, gt: storedBound, lte: storedBound, lt: storedBound }).optional();

/** A field that asks for a number within bounds. `most`: what the fact is at most, where a bound may be larger. */
export function withinNumbers<Facts>(
  bound: z.ZodNumber,
  actual: (facts: Facts) => Fact<number>,
  { metAt, most }: { readonly metAt?: (range: Range, facts: Facts) => number | undefined; readonly most?: number } = {},
) {
  const possible = { least: bound.minValue, most: most ?? bound.maxValue, isWhole: bound.format === 'safeint' };
  return condition({
    settings: boundsOf(bound, possible).optional(),
    stored: storedRange,
    actual,
    fits: isWithin,
    ...(metAt && { metAt }),
  });
}

/** Neither more digits than a table keeps nor more than a call can have. */
const seconds = z
  .number()
  .min(0)
  .max(1_000_000_000)
  .refine((value) => value === 0 || value >= 0.001, { message: 'must be 0 or at least 0.001' });

/** A field that asks for a number of seconds within bounds. */
export function withinSeconds<Facts>(
  actual: (facts: Facts) => Fact<number>,
  metAt?: (range: Range, facts: Facts) => number | undefined,
) {
  return withinNumbers(seconds, actual, metAt && { metAt });
}
