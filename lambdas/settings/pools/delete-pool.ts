import type { Table } from '../../platform/aws/table.ts';
import { transact } from '../../platform/aws/transact.ts';
import { conflict, notFound } from '../../platform/http/problem.ts';
import { numberWrites, readNumbers } from '../phone-numbers/number-store.ts';
import { noteRemoved } from '../phone-numbers/removed-numbers-store.ts';
import { conflicted, retryOnConflict } from '../retry-on-conflict.ts';
import { readPool } from './pool-store.ts';
import { removePool } from './pool-writes.ts';
import { ownNumbers, releasedFrom } from './put-pool.ts';

/** Deletes a pool and releases the numbers that its settings name. Throws 404, and 409 while numbers are leased from it. */
export function deletePool(settings: Table, id: string, now: number): Promise<void> {
  return retryOnConflict(async () => {
    const pool = await readPool(settings, id);
    if (pool === undefined) throw notFound(`there is no pool ${id}`);
    if (pool.size > 0) throw conflict(`pool ${id} has ${pool.size} numbers; remove them first`);
    const numbers = await readNumbers(settings, ownNumbers(pool));
    const releases = [...numbers.values()].flatMap((number) => releasedFrom(pool, number, now));
    await noteRemoved(settings, pool.site, releases);
    const failed = await transact(settings.documents, [
      ...removePool(settings.name, pool),
      ...releases.flatMap((after) => numberWrites(settings.name, numbers.get(after.number), after)),
    ]);
    return failed.length === 0 ? undefined : conflicted;
  });
}
