import { useCallback } from 'preact/hooks';
import type { Api } from '../requests/api.ts';
import { usePolled } from '../requests/use-polled.ts';
import { readWarnings } from './pool-warnings.ts';

/** Rules change rarely. */
const refreshMs = 30_000;

/** What is odd about the rules of these pools; nothing while that is not known. */
export function useWarnings(api: Api, pools: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const ids = pools.join(' ');
  const read = useCallback(() => readWarnings(api.get, ids.split(' ').filter(Boolean)), [api, ids]);
  return usePolled(read, refreshMs).value ?? new Map();
}
