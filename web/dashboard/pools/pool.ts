import * as z from 'zod/mini';
import { poolSummary, shownNumber } from '../../../lambdas/settings/pools/pool-summary.ts';

/** What the card of a pool shows, of whatever kind: one of a kind that only a newer API knows has what all have. */
export const pool = z.extend(poolSummary, {
  kind: z.string(),
  leaseSeconds: z.optional(z.int()),
  /** Of recipients' pools: how long a number rests after its recipient's time. */
  restSeconds: z.optional(z.int()),
  /** Shown to visitors, and sent to recipients, who got no number of their own. */
  default: z.optional(shownNumber),
  /** Of static pools. */
  shown: z.optional(z.array(shownNumber)),
});
export type Pool = Readonly<z.infer<typeof pool>>;
