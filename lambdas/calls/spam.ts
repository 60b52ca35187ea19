import * as z from 'zod/mini';

/** How much speaks for it that a call is spam, 0 to 100, and what that is. Shown beside the call, which is never hidden for it. */
export const spam = z.object({ score: z.int(), reasons: z.array(z.string()) });
export type Spam = Readonly<z.infer<typeof spam>>;
