import { transact } from '../../platform/aws/transact.ts';
import { notFound } from '../../platform/http/problem.ts';
import { hasSlot, type NumberNow, released } from '../../settings/phone-numbers/number-role.ts';
import { numberWrites, readNumbers } from '../../settings/phone-numbers/number-store.ts';
import { noteRemoved } from '../../settings/phone-numbers/removed-numbers-store.ts';
import { readPool } from '../../settings/pools/pool-store.ts';
import { countNumbers } from '../../settings/pools/pool-writes.ts';
import type { StoredPool } from '../../settings/pools/stored-pool.ts';
import { conflicted, retryOnConflict } from '../../settings/retry-on-conflict.ts';
import { type ClosedSlot, closeSlot, staysClosed } from '../slots/pool-slots-store.ts';
import type { PoolTables } from './pool-tables.ts';

/** A number that was taken out of its pool, now or before. */
export interface Released {
  readonly after: NumberNow;
  readonly slot: ClosedSlot | undefined;
}

/** When and how numbers are taken out; `now` in ms. */
export interface ReleaseHow {
  readonly now: number;
  /** Whether its calls go on to be answered; if it is not said, they do, or it stays as it was said before. */
  readonly forwards?: boolean | undefined;
}

/**
 * Takes numbers out of a pool with slots: the slots first, because only they know how long a number must rest, then Settings. What a
 * call that died left undone is done by the next. Numbers that the pool does not lease, and was not the last to have, are left
 * out of the answer. At most 40. Throws 404 without such a pool; only what was in it last may outlive it.
 */
export function releaseTogether(
  { settings, leases }: PoolTables,
  poolId: string,
  numbers: readonly string[],
  { now, forwards }: ReleaseHow,
): Promise<Map<string, Released>> {
  return retryOnConflict(async () => {
    const [pool, known] = await Promise.all([readPool(settings, poolId), readNumbers(settings, numbers)]);
    const ours = [...known.values()].filter((number) => isLeasedBy(number, poolId) || wasLastIn(number, poolId));
    const leaving = ours.filter((number) => isLeasedBy(number, poolId));
    if (pool === undefined && leaving.length === ours.length) throw notFound(`there is no pool ${poolId}`);
    const slots = new Map(await Promise.all(ours.map(async (one) => [one.number, await close(one)] as const)));
    const found = ours.map((before): Released & { readonly before: NumberNow } => {
      const slot = slots.get(before.number);
      return { before, after: afterRelease(pool, before, slot, now, forwards), slot };
    });
    const changed = found.filter(({ before, after }) => after !== before);
    if (changed.length > 0) {
      if (pool !== undefined) await noteRemoved(settings, pool.site, leaving);
      const failed = await transact(settings.documents, [
        ...(pool !== undefined && leaving.length > 0 ? [countNumbers(settings.name, pool, -leaving.length)] : []),
        ...changed.flatMap(({ before, after }) => numberWrites(settings.name, before, after)),
        // An addition at the same time may have opened a slot again, as Settings still had the number in the pool.
        ...changed.flatMap(({ before, slot }) =>
          isLeasedBy(before, poolId) ? [staysClosed(leases.name, slotKey(before), slot)] : [],
        ),
      ]);
      if (failed.length > 0) return conflicted;
    }
    return new Map(found.map(({ after, slot }) => [after.number, { after, slot }]));
  });

  function close(number: NumberNow): Promise<ClosedSlot | undefined> {
    return closeSlot(leases, slotKey(number));
  }
}

function slotKey({ pool, number, shard = 0 }: NumberNow) {
  return { pool, shard, number };
}

function isLeasedBy({ role, pool }: NumberNow, poolId: string): boolean {
  return hasSlot(role) && pool === poolId;
}

/** The pool was its last, and it has had no role since. */
function wasLastIn({ role, was, pool }: NumberNow, poolId: string): boolean {
  return role === 'none' && was !== undefined && pool === poolId;
}

/** The same, and it was leased there. */
export function wasLeasedBy(number: NumberNow, poolId: string): boolean {
  return wasLastIn(number, poolId) && hasSlot(number.was);
}

/** The very same object when nothing is to change. */
function afterRelease(
  pool: StoredPool | undefined,
  before: NumberNow,
  slot: ClosedSlot | undefined,
  now: number,
  forwards: boolean | undefined,
): NumberNow {
  const site = pool?.site ?? before.site;
  if (before.role === 'none') {
    const isAsItWas = forwards === undefined || forwards === before.forwards;
    return isAsItWas ? before : released(before, now, { site, forwards });
  }
  const rest = pool?.kind === 'session' && pool.restSeconds > 0 ? now + pool.restSeconds * 1000 : 0;
  return released(before, now, { site, forwards, restsUntil: Math.max(slot?.leasedUntil ?? 0, rest) });
}
