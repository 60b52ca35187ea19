import * as z from 'zod';

/** What every refusal looks like: RFC 9457, `application/problem+json`. */
export const problemAnswer = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** What is wrong with which field; empty: the body as a whole. */
  errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
});
