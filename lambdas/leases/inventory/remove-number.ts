import { notFound } from '../../platform/http/problem.ts';
import type { PoolTables } from './pool-tables.ts';
import { type Released, type ReleaseHow, releaseTogether } from './release-numbers.ts';

/**
 * Takes a number out of a pool with slots. Doing it again changes nothing but whether its calls are forwarded; that can be said of every
 * number that the pool was the last to have. Throws 404 for all others.
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
