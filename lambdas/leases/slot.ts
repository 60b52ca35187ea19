import * as z from 'zod';
import { e164 } from '../settings/e164.ts';

/** Where a slot lies: it never changes its shard. */
export interface SlotKey {
  readonly pool: string;
  readonly shard: number;
  readonly number: string;
}

/**
 * One number of a pool and who holds it. About 200 bytes, never deleted, no TTL. All times in ms since 1970.
 * Key: `POOL#<pool>#<shard>` / `NUMBER#<e164>`.
 */
export const slot = z.object({
  pool: z.string(),
  shard: z.number().int(),
  number: e164,
  display: z.string(),
  state: z.enum(['live', 'off']),
  /** 0 while nobody ever held it. */
  leasedUntil: z.number().int(),
  shownAt: z.number().int(),
  seenAt: z.number().int(),
  confirmed: z.boolean(),
  lease: z.string().optional(),
  visitor: z.string().optional(),
  visit: z.string().optional(),
});
export type Slot = z.infer<typeof slot>;
