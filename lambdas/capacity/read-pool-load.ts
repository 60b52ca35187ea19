import type { Table } from '../platform/aws/table.ts';
import { readDayCounts } from './day-counts-store.ts';
import { type PoolLoad, poolLoad } from './pool-load.ts';

const dayMs = 86_400_000;

/** Reads the counters of the last week: a query for each of the eight days that it touches. */
export async function readPoolLoad(leases: Table, pool: string, now: number): Promise<PoolLoad> {
  const days = Array.from({ length: 8 }, (_, ago) => now - ago * dayMs);
  const rows = await Promise.all(days.map((day) => readDayCounts(leases, pool, day)));
  return poolLoad(rows.flat(), now);
}
