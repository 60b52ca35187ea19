import { field } from '../fields.ts';
import type { Get } from './api.ts';
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

/** The most numbers that are drawn one by one, and the most items that the API gives at once. */
const most = 200;

/** In the order in which they are shown. */
const kinds = ['session', 'source', 'page'];

/** Reads all pools, their counts and the visits that hold their numbers. */
export async function readOverview(get: Get, now: () => number): Promise<Overview> {
  const pools = await readPools(get);
  const read = await Promise.all(pools.map((pool) => readPool(get, pool)));
  return {
    pools: read.map(({ pool, status, numbers }) => ({ pool, status, numbers })),
    visits: read.flatMap(({ visits }) => visits).sort((one, other) => other.shownAt - one.shownAt),
    moreVisits: read.some(({ more }) => more),
    at: now(),
  };
}

async function readPools(get: Get): Promise<Pool[]> {
  const pools: Pool[] = [];
  for (let cursor: unknown = ''; typeof cursor === 'string'; ) {
    const page = await get(`/v1/pools?limit=${most}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    pools.push(...itemsOf(page).flatMap((item) => parsePool(item) ?? []));
    cursor = field(page, 'cursor');
  }
  return pools.sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
}

async function readPool(get: Get, pool: Pool) {
  const path = `/v1/pools/${encodeURIComponent(pool.id)}`;
  const status = parseStatus(await get(`${path}/status`));
  const leased = pool.kind === 'session' && status.held > 0;
  const drawn = pool.kind === 'session' && status.size > 0 && status.size <= most;
  const [leases, numbers] = await Promise.all([
    leased && get(`${path}/leases?limit=${most}`),
    drawn && get(`${path}/numbers?limit=${most}`),
  ]);
  return {
    pool,
    status,
    numbers: itemsOf(numbers).flatMap((item) => parsePoolNumber(item) ?? []),
    visits: itemsOf(leases).flatMap((item) => parseVisit(item, pool.id) ?? []),
    more: field(leases, 'cursor') !== undefined,
  };
}

function itemsOf(page: unknown): unknown[] {
  const items = field(page, 'items');
  return Array.isArray(items) ? items : [];
}
