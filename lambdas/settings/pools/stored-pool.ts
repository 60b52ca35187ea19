import * as z from 'zod/mini';
import { pagePool, sessionPool, sourcePool } from './pool.ts';

/** A pool of any kind, as `pool.ts` knows it. */
export const pool = z.discriminatedUnion('kind', [sessionPool, sourcePool, pagePool]);

const counted = { version: z.int(), size: z.int() };

/** What writers need besides: each change raises the version, and a pool with numbers cannot be deleted. */
export const storedPool = z.discriminatedUnion('kind', [
  z.extend(sessionPool, counted),
  z.extend(sourcePool, counted),
  z.extend(pagePool, counted),
]);
export type StoredPool = Readonly<z.infer<typeof storedPool>>;
