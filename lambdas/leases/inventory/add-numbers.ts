import type { Table } from '../../platform/aws/table.ts';
import { transact } from '../../platform/aws/transact.ts';
import { notFound } from '../../platform/http/problem.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { e164 } from '../../settings/e164.ts';
import {
  type Assignment,
  assigned,
  isAlready,
  type MaySee,
  type NumberNow,
  usedElsewhere,
} from '../../settings/phone-numbers/number-role.ts';
import { numberWrites, readNumbers, staysAs } from '../../settings/phone-numbers/number-store.ts';
import { countNumbers } from '../../settings/pools/pool-writes.ts';
import type { PoolWithSlots } from '../../settings/pools/stored-pool.ts';
import { conflicted, retryOnConflict } from '../../settings/retry-on-conflict.ts';
import { readStoredSite } from '../../settings/sites/stored-site-store.ts';
import { openSlot } from '../slots/pool-slots-store.ts';
import { candidatesOf, type NumberResult } from './candidate-numbers.ts';
import { chunks } from './chunks.ts';
import { leavePool } from './move-numbers.ts';
import { placeNumbers, poolWithSlots } from './place-numbers.ts';
import type { PoolTables } from './pool-tables.ts';

export interface AddHow {
  /** The pool that has the numbers: they are moved. */
  readonly from?: string | undefined;
  /** Of which sites a refusal may tell more than that they have the number. */
  readonly maySee?: MaySee;
}

/** So many numbers fit into one transaction: two writes each, and the pool's count. */
const together = 40;

/**
 * Adds numbers to a pool that leases them to visitors, or gives them to recipients: Settings first, then the slots, each only as long as Settings say so: a slot that is live is of a number that is
 * in its pool. Answers for each number, in order. What a call that
 * died left undone is done by adding the same numbers again. With `from` they are moved: taken out of that pool first. Throws 404
 * without such a pool, 409 if its numbers have no slots.
 */
export async function addNumbers(
  tables: PoolTables,
  poolId: string,
  numbers: readonly string[],
  now: number,
  { from, maySee }: AddHow = {},
): Promise<NumberResult[]> {
  const pool = await poolWithSlots(tables.settings, poolId);
  const site = await readStoredSite(tables.settings, pool.site);
  const written = numbers.map((number) => ({ number, read: e164.safeParse(number).data ?? number }));
  const { candidates, refused } = candidatesOf(
    written.map(({ read }) => read),
    site?.country,
    pool,
  );
  const stuck =
    from === undefined ? new Map<string, NumberResult>() : await leavePool(tables, { from, to: pool }, candidates, now);
  const results = new Map<string, NumberResult>([...refused, ...stuck]);
  const coming = candidates.filter(({ number }) => !stuck.has(number));
  const assignments = await placeNumbers(tables.settings, pool, coming);
  for (const chunk of chunks(assignments, together)) {
    for (const result of await addTogether(tables, pool, chunk, now, maySee)) results.set(result.number, result);
  }
  return written.map(({ read }) => {
    const result = results.get(read);
    if (result === undefined) throw new Error('a number got no result');
    return result;
  });
}

async function addTogether(
  tables: PoolTables,
  pool: PoolWithSlots,
  assignments: readonly Assignment[],
  now: number,
  maySee: MaySee | undefined,
): Promise<NumberResult[]> {
  const results = await claimTogether(tables.settings, pool, assignments, now, maySee);
  const ours = [...results.values()].flatMap(({ after }) => (after === undefined ? [] : [after]));
  await Promise.all(
    ours.map((now) => {
      const { pool, number, shard = 0, display, restsUntil } = now;
      // Somebody may have taken the number out meanwhile: then its slot stays closed.
      const onlyWhile = [staysAs(tables.settings.name, now)];
      return openSlot(tables.leases, { pool, number, shard, display, restsUntil }, onlyWhile);
    }),
  );
  return [...results.values()].map(({ result }) => result);
}

interface Claimed {
  readonly result: NumberResult;
  /** Present when the number is the pool's now. */
  readonly after?: NumberNow;
}

/** Claims all of these numbers that are free, in one transaction; who loses one to somebody else, looks again. */
function claimTogether(
  settings: Table,
  pool: PoolWithSlots,
  assignments: readonly Assignment[],
  now: number,
  maySee: MaySee | undefined,
): Promise<Map<string, Claimed>> {
  return retryOnConflict(async () => {
    const before = await readNumbers(
      settings,
      assignments.map(({ number }) => number),
    );
    const placed = await placeReleased(settings, pool, assignments, before);
    const claimed = new Map(
      placed.map((wanted) => [wanted.number, claim(before.get(wanted.number), wanted, now, maySee)] as const),
    );
    const added = [...claimed.values()].flatMap(({ result, after }) =>
      result.result === 'added' && after ? [after] : [],
    );
    if (added.length === 0) return claimed;
    const failed = await transact(settings.documents, [
      countNumbers(settings.name, pool, added.length),
      ...added.flatMap((after) => numberWrites(settings.name, before.get(after.number), after)),
    ]);
    if (failed.some(({ index }) => index === 0)) throw notFound(`there is no pool ${pool.id}`);
    return failed.length === 0 ? claimed : conflicted;
  });
}

/** What was used elsewhere when places were given got none; by now it may be free. */
async function placeReleased(
  settings: Table,
  pool: PoolWithSlots,
  assignments: readonly Assignment[],
  before: ReadonlyMap<string, NumberNow>,
): Promise<readonly Assignment[]> {
  const placeless = assignments.filter(
    (wanted) => wanted.shard === undefined && usedElsewhere(before.get(wanted.number), wanted) === undefined,
  );
  if (placeless.length === 0) return assignments;
  const placed = new Map((await placeNumbers(settings, pool, placeless)).map((wanted) => [wanted.number, wanted]));
  return assignments.map((wanted) => placed.get(wanted.number) ?? wanted);
}

function claim(before: NumberNow | undefined, wanted: Assignment, now: number, maySee?: MaySee): Claimed {
  const { number, display } = wanted;
  const used = usedElsewhere(before, wanted, maySee);
  if (used !== undefined) return { result: { number, result: 'refused', reason: 'used', detail: used } };
  if (before !== undefined && isAlready(before, wanted)) {
    return { result: { number, result: 'already-there', display: before.display }, after: before };
  }
  const after = assigned(before, wanted, now);
  const rests = after.restsUntil > now ? { restsUntil: isoTime(after.restsUntil) } : {};
  return { result: { number, result: 'added', display, ...rests }, after };
}
