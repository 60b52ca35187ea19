import type { Table } from '../../platform/aws/table.ts';
import { type TransactItem, transact } from '../../platform/aws/transact.ts';
import { badRequest } from '../../platform/http/problem.ts';
import { assigned, isAlready, type MaySee, type NumberNow, released } from '../phone-numbers/number-role.ts';
import { numberWrites, readNumbers } from '../phone-numbers/number-store.ts';
import { noteRemoved } from '../phone-numbers/removed-numbers-store.ts';
import { refuseMove } from '../refuse-move.ts';
import { conflicted, nextVersion, retryOnConflict } from '../retry-on-conflict.ts';
import { noSuchSite } from '../sites/no-such-site.ts';
import { register } from '../sites/site-members.ts';
import { readStoredSite } from '../sites/stored-site-store.ts';
import { assignmentsOf, namedNumbers } from './pool-numbers.ts';
import type { PoolSettings } from './pool-settings.ts';
import { readPool, readPoolOf, readRetiredShards } from './pool-store.ts';
import type { ShownNumber } from './pool-summary.ts';
import { putPoolItem } from './pool-writes.ts';
import { hasSlots, type StoredPool } from './stored-pool.ts';

/**
 * Creates or replaces a pool and claims the numbers that it names, all or nothing; numbers that it no longer names are
 * released. Throws 400 for an unknown site or link pool or a number that cannot exist, 409 for a number used elsewhere and for
 * moving a pool to another site or kind. What is told of other sites, `maySee` says.
 */
export function putPool(
  settings: Table,
  id: string,
  wanted: PoolSettings,
  now: number,
  maySee?: MaySee,
): Promise<{ readonly created: boolean; readonly pool: StoredPool }> {
  return retryOnConflict(async () => {
    const [before, site] = await Promise.all([readPool(settings, id), readStoredSite(settings, wanted.site)]);
    refuseMove(`pool ${id}`, before, wanted);
    if (site === undefined) throw noSuchSite(wanted.site);
    const named = namedNumbers(wanted, site.country);
    const shown = named.map((number) => number.shown);
    const dropped = ownNumbers(before).filter((old) => !shown.some(({ e164 }) => e164 === old));
    const numbers = await readNumbers(settings, [...shown.map(({ e164 }) => e164), ...dropped]);
    const claims = assignmentsOf({ id, site: site.id }, named, numbers, maySee)
      .filter((assignment) => !isAlready(numbers.get(assignment.number), assignment))
      .map((assignment) => assigned(numbers.get(assignment.number), assignment, now));
    const releases = dropped.flatMap((number) => releasedFrom({ id, site: site.id }, numbers.get(number), now));
    await checkLinkPool(settings, wanted);
    const shards = before && hasSlots(before) ? before.shards : await readRetiredShards(settings, id);
    const counted = { version: nextVersion(before, now), size: before?.size ?? 0 };
    const pool = storedFrom(id, wanted, shown, shards, counted);
    const writes: TransactItem[] = [
      putPoolItem(settings.name, before, pool),
      ...(before === undefined ? register(settings.name, 'pools', pool) : []),
      ...[...claims, ...releases].flatMap((after) => numberWrites(settings.name, numbers.get(after.number), after)),
    ];
    await noteRemoved(settings, site.id, releases);
    const failed = await transact(settings.documents, writes);
    return failed.length === 0 ? { created: before === undefined, pool } : conflicted;
  });
}

/** A link leases as visitors do. A pool that is deleted later is as good as none. */
async function checkLinkPool(settings: Table, wanted: PoolSettings): Promise<void> {
  if (wanted.kind !== 'recipient' || wanted.linkPool === undefined) return;
  const pool = await readPoolOf(settings, wanted.site, wanted.linkPool);
  if (pool?.kind === 'session') return;
  const detail = 'must be a session pool of the same site';
  throw badRequest(`${wanted.linkPool} is no session pool of site ${wanted.site}`, [{ field: 'linkPool', detail }]);
}

/** The numbers that a pool's own settings name. */
export function ownNumbers(pool: StoredPool | undefined): readonly string[] {
  if (pool === undefined || pool.kind === 'page') return [];
  return pool.kind === 'source' ? pool.numbers : [pool.defaultNumber];
}

/** A number that a pool no longer names, if it is still the pool's. */
export function releasedFrom(
  { id, site }: Pick<StoredPool, 'id' | 'site'>,
  number: NumberNow | undefined,
  now: number,
): NumberNow[] {
  const isOurs = number?.pool === id && (number.role === 'default' || number.role === 'static');
  return isOurs ? [released(number, now, { site })] : [];
}

function storedFrom(
  id: string,
  wanted: PoolSettings,
  shown: ShownNumber[],
  shards: number[],
  counted: Pick<StoredPool, 'version' | 'size'>,
): StoredPool {
  switch (wanted.kind) {
    case 'session':
    case 'recipient': {
      const [shownDefault] = shown;
      if (shownDefault === undefined) throw new Error('a pool with slots names its default number');
      return { ...wanted, id, ...counted, default: shownDefault, shards };
    }
    case 'source':
      return { ...wanted, id, ...counted, shown };
    case 'page':
      return { ...wanted, id, ...counted };
  }
}
