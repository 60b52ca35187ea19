import * as z from 'zod/mini';

/** What the site's own conditions make of a call. `unknown`: they cannot be answered, or not yet, or there are none. */
export const qualifiedVerdict = z.enum(['qualified', 'unqualified', 'unknown']);
export type QualifiedVerdict = z.infer<typeof qualifiedVerdict>;

/** Whether a call is what its site calls a lead, with the reason in a sentence. */
export const qualified = z.object({ verdict: qualifiedVerdict, reason: z.string() });
export type Qualified = Readonly<z.infer<typeof qualified>>;

/** Of a call without a verdict: its site said nothing of it when the call was settled. */
export const notJudged: Qualified = {
  verdict: 'unknown',
  reason: 'The site had no conditions for qualified calls when the call was settled.',
};
