import type { FieldError } from '../../platform/http/field-error.ts';
import { conditionsAsked } from './conditions-asked.ts';
import type { RuleConditions } from './rule-conditions.ts';

/** Pools that conditions ask for by their id, and where. One with `*` may mean pools that are still to come. */
export function poolsAsked(when: RuleConditions): { readonly field: string; readonly pool: string }[] {
  return conditionsAsked(when).flatMap(({ at, fields: { pool } }) => {
    if (pool === undefined) return [];
    const asked =
      typeof pool === 'string'
        ? [{ field: `${at}.pool`, pool }]
        : pool.map((one, index) => ({ field: `${at}.pool[${index}]`, pool: one }));
    return asked.filter((one) => !one.pool.includes('*')).map((one) => ({ ...one, pool: one.pool.toLowerCase() }));
  });
}

/** Which of them a site does not have. `known`: those that it has, and those that may be named all the same. */
export function unknownPools(when: RuleConditions, known: ReadonlySet<string>): FieldError[] {
  return poolsAsked(when)
    .filter(({ pool }) => !known.has(pool))
    .map(({ field, pool }) => ({ field, detail: `the site has no pool ${pool}` }));
}
