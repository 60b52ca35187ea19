import type { Get } from '../requests/api.ts';
import { readAnswer } from '../requests/read-answer.ts';
import { pool } from './pool.ts';

/** What is odd about the rules of these pools, by pool; those without are left out. `pools` are ids. */
export async function readWarnings(
  get: Get,
  pools: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const read = await Promise.all(
    pools.map(async (id) => {
      const { warnings = [] } = readAnswer(pool, await get(`/v1/pools/${encodeURIComponent(id)}`));
      return [id, warnings] as const;
    }),
  );
  return new Map(read.filter(([, warnings]) => warnings.length > 0));
}
