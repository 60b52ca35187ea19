import { field } from '../../fields.ts';
import type { Get } from '../requests/api.ts';
import { itemsOf, mostItems, readAll } from '../requests/list.ts';
import { type Pool, type PoolNumber, type PoolStatus, parsePool, parsePoolNumber, parseStatus } from './pool.ts';
import { type LiveVisit, parseVisit } from './visit.ts';

export interface PoolOverview {
  readonly pool: Pool;
  readonly status: PoolStatus;
  /** Empty for pools with too many numbers to draw them one by one. */
  readonly numbers: readonly PoolNumber[];
}

export interface Overview {
  readonly pools: readonly PoolOverview[];
  /** The newest first. */
  readonly visits: readonly LiveVisit[];
  /** More visitors hold numbers than are listed. */
  readonly moreVisits: boolean;
  /** When it was read, ms. */
  readonly at: number;
}

/** In the order in which they are shown. */
const kinds = ['session', 'source', 'page'];

/** Reads all pools of a site, or of all sites, their counts and the visits that hold their numbers. */
export async function readOverview(get: Get, now: () => number, site?: string): Promise<Overview> {
  const pools = await readPools(get, site);
  const read = await Promise.all(pools.map((pool) => readPool(get, pool)));
  return {
    pools: read.map(({ pool, status, numbers }) => ({ pool, status, numbers })),
    visits: read.flatMap(({ visits }) => visits).sort((one, other) => other.shownAt - one.shownAt),
    moreVisits: read.some(({ more }) => more),
    at: now(),
  };
}

async function readPools(get: Get, site: string | undefined): Promise<Pool[]> {
  const items = await readAll(get, site === undefined ? '/v1/pools' : `/v1/pools?site=${encodeURIComponent(site)}`);
  const pools = items.flatMap((item) => parsePool(item) ?? []);
  return pools.sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
}

async function readPool(get: Get, pool: Pool) {
  const path = `/v1/pools/${encodeURIComponent(pool.id)}`;
  const status = parseStatus(await get(`${path}/status`));
  const leased = pool.kind === 'session' && status.held > 0;
  const drawn = pool.kind === 'session' && status.size > 0 && status.size <= mostItems; // more are not drawn one by one
  const [leases, numbers] = await Promise.all([
    leased && get(`${path}/leases?limit=${mostItems}`),
    drawn && get(`${path}/numbers?limit=${mostItems}`),
  ]);
  return {
    pool,
    status,
    numbers: itemsOf(numbers).flatMap((item) => parsePoolNumber(item) ?? []),
    visits: itemsOf(leases).flatMap((item) => parseVisit(item, pool.id) ?? []),
    more: field(leases, 'cursor') !== undefined,
  };
}
