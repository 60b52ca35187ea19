import { useCallback } from 'preact/hooks';
import type { Api, Get } from '../requests/api.ts';
import { readAnswer } from '../requests/read-answer.ts';
import { usePolled } from '../requests/use-polled.ts';
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

/** Rules change rarely. */
const refreshMs = 30_000;

/** What is odd about the rules of these pools; nothing while that is not known. */
export function useWarnings(api: Api, pools: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const ids = pools.join(' ');
  const read = useCallback(() => readWarnings(api.get, ids.split(' ').filter(Boolean)), [api, ids]);
  return usePolled(read, refreshMs).value ?? new Map();
}
