import * as z from 'zod/mini';
import { pagePool, sessionPool, sourcePool } from './pool.ts';
import { recipientPool } from './recipient-pool.ts';

/** A pool of any kind. */
export const pool = z.discriminatedUnion('kind', [sessionPool, sourcePool, pagePool, recipientPool]);
export type AnyPool = Readonly<z.infer<typeof pool>>;

const counted = { version: z.int(), size: z.int() };

/** What writers need besides: each change raises the version, and a pool with numbers cannot be deleted. */
export const storedPool = z.discriminatedUnion('kind', [
  z.extend(sessionPool, counted),
  z.extend(sourcePool, counted),
  z.extend(pagePool, counted),
  z.extend(recipientPool, counted),
]);
export type StoredPool = Readonly<z.infer<typeof storedPool>>;

/** A pool whose numbers have slots: they are leased to visitors, or given to recipients. */
export type PoolWithSlots = Extract<StoredPool, { readonly kind: 'session' | 'recipient' }>;

/** Whether its numbers have slots. */
export function hasSlots(pool: StoredPool): pool is PoolWithSlots {
  return pool.kind === 'session' || pool.kind === 'recipient';
}
