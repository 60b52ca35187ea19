import * as z from 'zod/mini';

/** What a call scores by the points of its site, 0 to 100, and for what. */
export const leadScore = z.object({
  points: z.int(),
  because: z.array(z.object({ name: z.string(), points: z.int() })),
});
export type LeadScore = Readonly<z.infer<typeof leadScore>>;
