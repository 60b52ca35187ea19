import type { Table } from '../../platform/aws/table.ts';
import { conflict, notFound } from '../../platform/http/problem.ts';
import { type Assignment, type NumberNow, usedElsewhere } from '../../settings/phone-numbers/number-role.ts';
import { formerShard, readNumbers } from '../../settings/phone-numbers/number-store.ts';
import { readPool, writeShards } from '../../settings/pools/pool-store.ts';
import { hasSlots, type PoolWithSlots } from '../../settings/pools/stored-pool.ts';
import { conflicted, retryOnConflict } from '../../settings/retry-on-conflict.ts';
import type { Candidate } from './candidate-numbers.ts';
import { chunks } from './chunks.ts';
import { placeSlots } from './shard-places.ts';

/** The pool, consistently read. Throws 404 when there is none, 409 when its kind has no slots. */
export async function poolWithSlots(settings: Table, id: string): Promise<PoolWithSlots> {
  const pool = await readPool(settings, id);
  if (pool === undefined) throw notFound(`there is no pool ${id}`);
  if (!hasSlots(pool)) throw conflict(`pool ${id} is of kind ${pool.kind}: it leases no numbers`);
  return pool;
}

/**
 * Gives each number its shard of the pool: the one it had there before, else a new place. A number that is used
 * elsewhere gets none. Places whose number is not added after all stay empty.
 */
export async function placeNumbers(
  settings: Table,
  pool: Pick<PoolWithSlots, 'id' | 'site' | 'kind'>,
  candidates: readonly Candidate[],
): Promise<Assignment[]> {
  const placed = await Promise.all(chunks(candidates, 100).map((chunk) => placedBefore(settings, pool, chunk)));
  const assignments = placed.flat();
  const placeless = assignments.filter(({ shard, isFree }) => shard === undefined && isFree);
  const places = placeless.length === 0 ? [] : await newPlaces(settings, pool.id, placeless.length);
  const placeOf = new Map(placeless.map(({ number }, index) => [number, places[index]]));
  return assignments.map(({ number, display, pool, site, role, shard }) => ({
    number,
    display,
    pool,
    site,
    role,
    shard: shard ?? placeOf.get(number),
  }));
}

/** At most 100 numbers. */
async function placedBefore(
  settings: Table,
  { id, site, kind }: Pick<PoolWithSlots, 'id' | 'site' | 'kind'>,
  candidates: readonly Candidate[],
) {
  const numbers = candidates.map(({ number }) => number);
  const before = await readNumbers(settings, numbers);
  return Promise.all(
    candidates.map(async (candidate) => {
      const wanted = { ...candidate, pool: id, site, role: kind };
      const now = before.get(candidate.number);
      const shard = now && (await shardBefore(settings, id, now));
      return { ...wanted, shard, isFree: usedElsewhere(now, wanted) === undefined };
    }),
  );
}

async function shardBefore(settings: Table, poolId: string, now: NumberNow): Promise<number | undefined> {
  if (now.pool === poolId && now.shard !== undefined) return now.shard;
  return now.role === 'none' ? formerShard(settings, now.number, poolId) : undefined;
}

function newPlaces(settings: Table, poolId: string, count: number): Promise<number[]> {
  return retryOnConflict(async () => {
    const pool = await poolWithSlots(settings, poolId);
    const { shards, places } = placeSlots(pool.shards, count);
    return (await writeShards(settings, pool, shards)) ? places : conflicted;
  });
}
