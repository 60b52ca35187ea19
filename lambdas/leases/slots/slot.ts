import * as z from 'zod/mini';
import { knownOr } from '../../platform/known-part.ts';
import { e164 } from '../../settings/e164.ts';

/** Where a slot lies: it never changes its shard. */
export interface SlotKey {
  readonly pool: string;
  readonly shard: number;
  readonly number: string;
}

const text = z.string();
const textIfAny = z.optional(text);
const whole = z.int();

/**
 * One number of a pool and who holds it. About 200 bytes, never deleted, no TTL. All times in ms since 1970.
 * Key: `POOL#<pool>#<shard>` / `NUMBER#<e164>`.
 */
export const slot = z.object({
  pool: text,
  shard: whole,
  number: e164,
  display: text,
  /** One that only a newer version knows is not live. */
  state: knownOr(z.enum(['live', 'off']), 'off'),
  /** 0 while nobody ever held it. */
  leasedUntil: whole,
  shownAt: whole,
  seenAt: whole,
  confirmed: z.boolean(),
  lease: textIfAny,
  visitor: textIfAny,
  visit: textIfAny,
});
export type Slot = z.infer<typeof slot>;
