import * as z from 'zod/mini';

const text = z.string();
const shownNumber = z.object({ e164: text, display: text });

/**
 * What the card of a pool shows, of whatever kind: one of a kind that only a newer API knows has what all have. The answer's own schema
 * is made of what settings must be, which is more than a page should load.
 */
export const pool = z.object({
  id: text,
  site: text,
  kind: text,
  source: text,
  medium: z.optional(text),
  campaign: z.optional(text),
  leaseSeconds: z.optional(z.int()),
  /** Of session pools: shown to visitors who got no number of their own. */
  default: z.optional(shownNumber),
  /** Of static pools. */
  shown: z.optional(z.array(shownNumber)),
  /** What is odd about when it is chosen; told of one pool, not in lists. */
  warnings: z.optional(z.array(text)),
});
export type Pool = Readonly<z.infer<typeof pool>>;
