import * as z from 'zod/mini';

/** What every refusal looks like: RFC 9457, `application/problem+json`. */
export const problemAnswer = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** What is wrong with which field; empty: the body as a whole. */
  errors: z.optional(z.array(z.object({ field: z.string(), detail: z.string() }))),
});
