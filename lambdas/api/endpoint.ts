import type * as z from 'zod';

/** A page has little to say. */
export const maxPageBodyBytes = 16 * 1024;

/** What one call of the API takes and tells: the schemas by which it is parsed, and of which `docs/openapi.json` is made. */
export interface CallShape {
  readonly query?: z.ZodObject;
  readonly body?: z.core.$ZodType;
  /** The statuses of success. */
  readonly status: readonly number[];
  /** What is told then; without it the answer is empty, or `file`. */
  readonly answer?: z.core.$ZodType;
  /** The content type of an answer that is not JSON. */
  readonly file?: string;
  /** Besides those that every call of its kind has. */
  readonly problems: readonly number[];
}

/** What successful answers look like, by route: fields that are not named there stay inside. */
export function answersOf<Route extends string>(
  calls: Readonly<Record<Route, CallShape>>,
): Partial<Record<Route, z.core.$ZodType>>;
/** What each call answers, by route; those without a JSON answer are missing. */
export function answersOf(calls: Readonly<Record<string, CallShape>>): Partial<Record<string, z.core.$ZodType>> {
  return Object.fromEntries(
    Object.entries(calls).flatMap(([route, { answer }]) => (answer === undefined ? [] : [[route, answer]])),
  );
}
