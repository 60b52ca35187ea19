import { badRequest, conflict } from '../../platform/http/problem.ts';
import { hasSlot, type NumberNow } from '../../settings/phone-numbers/number-role.ts';
import { readNumbers } from '../../settings/phone-numbers/number-store.ts';
import type { StoredPool } from '../../settings/pools/stored-pool.ts';
import type { Candidate, NumberResult } from './candidate-numbers.ts';
import { chunks } from './chunks.ts';
import { poolWithSlots } from './place-numbers.ts';
import type { PoolTables } from './pool-tables.ts';
import { releaseTogether, wasLeasedBy } from './release-numbers.ts';

/** So many numbers are taken out in one transaction: two writes and a check each, and the pool's count. */
const together = 30;

/**
 * The first half of a move: takes numbers out of the pool `from`, so that they can be added to `to`. Between the halves a number is in
 * no pool, and rests; the same move again does the rest. Answers the refusals of numbers that are in neither pool. Throws 404 and
 * 409 where such a move cannot be.
 */
export async function leavePool(
  tables: PoolTables,
  { from, to }: { readonly from: string; readonly to: StoredPool },
  candidates: readonly Candidate[],
  now: number,
): Promise<Map<string, NumberResult>> {
  if (from === to.id) {
    throw badRequest('a number is not moved within a pool', [{ field: 'from', detail: 'must be another pool' }]);
  }
  const source = await poolWithSlots(tables.settings, from);
  if (source.site !== to.site) {
    throw conflict(`pool ${from} is of another site`, [
      { field: 'from', detail: 'must be a pool of the same site: who still dials the number looks for that one' },
    ]);
  }
  const refused = new Map<string, NumberResult>();
  for (const chunk of chunks(candidates, together)) {
    const numbers = chunk.map(({ number }) => number);
    const known = await readNumbers(tables.settings, numbers);
    for (const number of numbers) {
      const detail = `${number} is not a number of pool ${from}`;
      if (!canGoOn(known.get(number), from, to.id)) {
        refused.set(number, { number, result: 'refused', reason: 'used', detail });
      }
    }
    const leaving = numbers.filter((number) => known.get(number)?.pool === from && !refused.has(number));
    if (leaving.length > 0) await releaseTogether(tables, from, leaving, { now });
  }
  return refused;
}

/** It is in the one pool or the other, or on its way. */
function canGoOn(number: NumberNow | undefined, from: string, to: string): boolean {
  if (number === undefined) return false;
  const isLeased = hasSlot(number.role) && (number.pool === from || number.pool === to);
  return isLeased || wasLeasedBy(number, from);
}
