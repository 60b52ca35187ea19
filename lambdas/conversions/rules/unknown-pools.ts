import type { Conditions } from '../../calls/conditions/explain-conditions.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { FieldError } from '../../platform/http/field-error.ts';
import { readPoolIds } from '../../settings/pools/pool-store.ts';
import { conditionsAsked, type PlacedConditions } from './conditions-asked.ts';

/** Rules and routes do. */
interface AskForPools {
  readonly pool: string | readonly string[];
}

/**
 * Pools that conditions ask for by their id and that their site does not have. `before`: what was asked on that site till now; the pools
 * that it names may be named again, as their numbers may still be called.
 */
export async function unknownPools(
  settings: Table,
  site: string,
  wanted: readonly PlacedConditions<AskForPools>[],
  before: readonly Conditions<AskForPools>[],
): Promise<FieldError[]> {
  const named = new Set(before.flatMap((when) => poolsAsked({ at: '', when })).map(({ pool }) => pool));
  const asked = wanted.flatMap(poolsAsked).filter(({ pool }) => !named.has(pool));
  const ids = asked.map(({ pool }) => pool);
  const known = await readPoolIds(settings, site, ids);
  return asked
    .filter(({ pool }) => !known.has(pool))
    .map(({ field, pool }) => ({ field, detail: `the site has no pool ${pool}` }));
}

/** What is asked for, and where. One with `*` may mean pools that are still to come. */
function poolsAsked(conditions: PlacedConditions<AskForPools>): { readonly field: string; readonly pool: string }[] {
  return conditionsAsked<AskForPools>(conditions).flatMap(({ at, fields: { pool } }) => {
    if (pool === undefined) return [];
    const asked =
      typeof pool === 'string'
        ? [{ field: `${at}.pool`, pool }]
        : pool.map((one, index) => ({ field: `${at}.pool[${index}]`, pool: one }));
    return asked.filter((one) => !one.pool.includes('*')).map((one) => ({ ...one, pool: one.pool.toLowerCase() }));
  });
}
