import * as z from 'zod/mini';

/** `POST /v1/clicks`: the visitor clicked the number. */
export const clickAsk = z.object({ lease: z.string().check(z.minLength(1)) });
export type ClickAsk = z.infer<typeof clickAsk>;
