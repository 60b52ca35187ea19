import { notFound } from '../platform/problem.ts';
import type { PoolTables } from './add-numbers.ts';
import { type Released, type ReleaseHow, releaseTogether } from './release-numbers.ts';

/**
 * Takes a number out of a session pool. Doing it again changes nothing but whether its calls are forwarded. Throws 404 when the pool
 * neither leases it nor was the last to do so.
 */
export async function removeNumber(
  tables: PoolTables,
  poolId: string,
  number: string,
  how: ReleaseHow,
): Promise<Released> {
  const removed = (await releaseTogether(tables, poolId, [number], how)).get(number);
  if (removed === undefined) throw notFound(`pool ${poolId} does not lease this number`);
  return removed;
}
