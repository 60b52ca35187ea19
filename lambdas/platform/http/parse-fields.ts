import * as z from 'zod/mini';
import { type FieldError, fieldPath } from './field-error.ts';
import { doesNotFit, validationMessage } from './validation-messages.ts';

/** The value as the schema gives it, or which of its fields do not fit, in the words of the API. */
export function parseFields<Schema extends z.core.$ZodType>(
  schema: Schema,
  value: unknown,
): { readonly data: z.output<Schema> } | { readonly errors: readonly FieldError[] } {
  const parsed = z.safeParse(schema, value, { error: validationMessage });
  return parsed.success
    ? { data: parsed.data }
    : { errors: parsed.error.issues.flatMap((issue) => fieldErrors(issue)) };
}

function fieldErrors(issue: z.core.$ZodIssue, parent: readonly PropertyKey[] = []): FieldError[] {
  const path = [...parent, ...issue.path];
  // Unknown fields are reported on their parent; the caller wants to read which ones.
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldPath([...path, key]), detail: 'is not a known field' }));
  }
  const closest = issue.code === 'invalid_union' ? closestOption(issue.errors) : [];
  if (closest.length > 0) return closest.flatMap((inner) => fieldErrors(inner, path));
  const isUntold = issue.code === 'invalid_union' && issue.message === doesNotFit;
  return [{ field: fieldPath(path), detail: isUntold ? inOneSentence(issue.errors) : issue.message }];
}

/** Of several things that a value may be, the one that it fits but for some fields, or the only one of its type, is what was meant. */
function closestOption(options: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const fitting = options.find((issues) => issues.length > 0 && issues.every(({ path }) => path.length > 0));
  if (fitting !== undefined) return fitting;
  const [one, ...others] = options.filter((issues) => !issues.some(isOfOtherType));
  return one !== undefined && others.length === 0 ? one : [];
}

function isOfOtherType({ code, path }: z.core.$ZodIssue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
}

/** What a value may be that is none of several things: those of its own type, like the words of an enumeration, go before the others. */
function inOneSentence(options: readonly (readonly z.core.$ZodIssue[])[]): string {
  const told = options.flat();
  // Nearer to one of them than its type alone says, and nobody knows to which.
  if (told.some(({ code, path }) => code === 'unrecognized_keys' || path.length > 0)) return doesNotFit;
  const ofType = told.filter(({ code }) => code !== 'invalid_type');
  const words = [...new Set((ofType.length > 0 ? ofType : told).map(({ message }) => message))];
  const choices = words.flatMap((message) => /^must be (.+)$/s.exec(message)?.[1] ?? []);
  return choices.length === words.length && choices.length > 0
    ? `must be ${choices.join(' or ')}`
    : (words[0] ?? doesNotFit);
}
