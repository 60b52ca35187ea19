import { type EdgeRequest, type EdgeResponse, problemResponse } from 'cloudformation-local';
import type * as z from 'zod';

export type ParsedBody<Value> = { readonly value: Value } | { readonly problem: EdgeResponse };

/** A request's JSON, checked; no body at all counts as `{}`. What does not fit becomes a 400 that names the fields. */
export function readJson<Value>(request: EdgeRequest, schema: z.ZodType<Value>): ParsedBody<Value> {
  let content: unknown = {};
  try {
    if (request.body.length > 0) content = JSON.parse(request.body.toString());
  } catch {
    return { problem: problemResponse(400, 'The body is not JSON.') };
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return { value: parsed.data };
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: fieldName(path), detail: message }));
  return { problem: problemResponse(400, 'The body does not fit.', errors) };
}

/** `events[0].eventSource` */
function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
