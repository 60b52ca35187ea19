import * as z from 'zod/mini';
import { poolSummary, shownNumber } from '../../../lambdas/settings/pools/pool-summary.ts';

/** What the card of a pool shows, of whatever kind: one of a kind that only a newer API knows has what all have. */
export const pool = z.extend(poolSummary, {
  kind: z.string(),
  leaseSeconds: z.optional(z.int()),
  /** Of session pools: shown to visitors who got no number of their own. */
  default: z.optional(shownNumber),
  /** Of static pools. */
  shown: z.optional(z.array(shownNumber)),
});
export type Pool = Readonly<z.infer<typeof pool>>;
