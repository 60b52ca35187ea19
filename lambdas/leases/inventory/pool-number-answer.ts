import * as z from 'zod/mini';
import { openWord } from '../../platform/http/open-word.ts';

/** One number of a pool: an item of `GET /v1/pools/{pool}/numbers`. */
export const poolNumber = z.object({
  number: z.string(),
  display: z.string(),
  role: openWord(['session', 'recipient', 'static']),
  /** What its slot does; static numbers are not leased. */
  state: z.optional(openWord(['held', 'probation', 'resting', 'free'])),
  /** Until when it is its recipient's; only of one that a recipient has now. */
  until: z.optional(z.iso.datetime()),
  /** When it can be given to another recipient. */
  freeAt: z.optional(z.iso.datetime()),
});
export type PoolNumber = z.infer<typeof poolNumber>;
