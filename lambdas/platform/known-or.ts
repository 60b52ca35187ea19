import * as z from 'zod/mini';

/** A stored value by its schema; one that only a newer version knows is read as the one given. */
export function knownOr<Schema extends z.core.$ZodType>(
  schema: Schema,
  careful: z.output<Schema>,
): z.ZodMiniCatch<Schema>;
/**
 * What `z.catch` makes, but without that function: it reaches the library's inner helpers in such a way that a bundle takes all of
 * them in, 9 KB.
 */
export function knownOr(innerType: z.core.$ZodType, careful: unknown): z.ZodMiniCatch {
  return new z.ZodMiniCatch({ type: 'catch', innerType, catchValue: () => careful });
}
