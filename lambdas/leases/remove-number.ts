import { notFound } from '../platform/problem.ts';
import { transact } from '../platform/transact.ts';
import { released } from '../settings/number-role.ts';
import { numberWrites, readNumbers } from '../settings/number-store.ts';
import { readPool } from '../settings/pool-store.ts';
import { countNumbers } from '../settings/pool-writes.ts';
import { overtaken, untilSettled } from '../settings/rounds.ts';
import type { PoolTables } from './add-numbers.ts';
import { closeSlot } from './pool-slots-store.ts';

/**
 * Takes a number out of a session pool: the slot first, because only it knows how long the number must rest, then
 * Settings. A call that died in between is completed by the next. Throws 404 when the number is not leased from the pool.
 */
export function removeNumber(
  { settings, leases }: PoolTables,
  poolId: string,
  number: string,
  now: number,
): Promise<void> {
  return untilSettled(async () => {
    const [pool, numbers] = await Promise.all([readPool(settings, poolId), readNumbers(settings, [number])]);
    if (pool === undefined) throw notFound(`there is no pool ${poolId}`);
    const before = numbers.get(number);
    if (before === undefined || before.pool !== poolId || before.role !== 'session') {
      throw notFound(`pool ${poolId} does not lease this number`);
    }
    const key = { pool: poolId, shard: before.shard ?? 0, number };
    const leasedUntil = await closeSlot(leases, key);
    const failed = await transact(settings.documents, [
      countNumbers(settings.name, pool, -1),
      ...numberWrites(settings.name, before, released(before, now, leasedUntil)),
    ]);
    if (failed.length > 0) return overtaken;
    // An addition at the same time may have opened the slot again before it could see the removal.
    await closeSlot(leases, key);
    return undefined;
  });
}
