import { STATUS_CODES } from 'node:http';
import * as z from 'zod/mini';
import { type FieldError, fieldPath, limitErrors, shortened } from './field-error.ts';
import { validationMessage } from './validation-messages.ts';

/** An answer of 4xx that the caller can do something about. The edge turns it into an RFC 9457 problem document. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[] | undefined;

  constructor(status: number, detail: string, errors?: readonly FieldError[]) {
    super(shortened(detail, longestDetail));
    this.name = 'Problem';
    this.status = status;
    this.title = STATUS_CODES[status] ?? 'Error';
    this.detail = shortened(detail, longestDetail);
    this.errors = errors;
  }
}

export const badRequest = (detail: string, errors?: readonly FieldError[]) => new Problem(400, detail, errors);
export const unauthorized = (detail: string) => new Problem(401, detail);
export const forbidden = (detail: string) => new Problem(403, detail);
export const notFound = (detail: string) => new Problem(404, detail);
export const conflict = (detail: string, errors?: readonly FieldError[]) => new Problem(409, detail, errors);
export const tooManyRequests = (detail: string) => new Problem(429, detail);
export const payloadTooLarge = (detail: string) => new Problem(413, detail);

/** Longer sentences help nobody. */
const longestDetail = 1000;

/** What came in, as the schema gives it. Throws a 400 that names the fields that do not fit. */
export function parseOr400<Schema extends z.core.$ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, value, { error: validationMessage });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) => fieldErrors(issue));
  const told = limitErrors(errors);
  const named = [...new Set(told.map(({ field }) => field))].filter((field) => field !== '');
  const detail = named.length > 0 ? `these fields do not fit: ${named.join(', ')}` : 'the body does not fit';
  throw badRequest(detail, told);
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
