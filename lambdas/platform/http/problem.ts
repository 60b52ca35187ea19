import { STATUS_CODES } from 'node:http';
import type * as z from 'zod/mini';
import { type FieldError, limitErrors, shortened } from './field-error.ts';
import { parseFields } from './parse-fields.ts';

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
/** Whoever asked knows what for: an id that is as long as an address may be is not repeated. */
export const notFound = (detail: string) => new Problem(404, shortened(detail, longestNotFound));
export const conflict = (detail: string, errors?: readonly FieldError[]) => new Problem(409, detail, errors);
export const tooManyRequests = (detail: string) => new Problem(429, detail);
export const payloadTooLarge = (detail: string) => new Problem(413, detail);

const longestNotFound = 200;
/** Longer sentences help nobody. */
const longestDetail = 1000;

/** What came in, as the schema gives it. Throws a 400 that names the fields that do not fit. */
export function parseOr400<Schema extends z.core.$ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = parseFields(schema, value);
  if ('data' in parsed) return parsed.data;
  const told = limitErrors(parsed.errors);
  const named = [...new Set(told.map(({ field }) => field))].filter((field) => field !== '');
  const detail = named.length > 0 ? `these fields do not fit: ${named.join(', ')}` : 'the body does not fit';
  throw badRequest(detail, told);
}
