import * as z from 'zod/mini';
import { type FieldError, fieldPath } from './field-error.ts';
import { validationMessage } from './validation-messages.ts';

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
  return [{ field: fieldPath(path), detail: issue.message }];
}

/** Of several things that a value may be, the one that it fits but for some fields is what was meant. */
function closestOption(options: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  return options.find((issues) => issues.length > 0 && issues.every(({ path }) => path.length > 0)) ?? [];
}
