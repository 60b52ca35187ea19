import { type PoolStatusAnswer, poolStatusAnswer } from '../../../lambdas/capacity/pool-status-answer.ts';
import { type PoolNumber, poolNumber } from '../../../lambdas/leases/inventory/pool-number-answer.ts';
import { type LiveVisit, liveVisit } from '../../../lambdas/page-api/live-visit-answer.ts';
import type { Get } from '../requests/api.ts';
import { mostItems, readAll, readPage } from '../requests/list.ts';
import { readAnswer } from '../requests/read-answer.ts';
import { type Pool, pool as poolSchema } from './pool.ts';

/** A visitor who holds a number of a pool now. */
export type PoolVisit = LiveVisit & { readonly pool: string };

export interface PoolOverview {
  readonly pool: Pool;
  readonly status: PoolStatusAnswer;
  /** Empty for pools with too many numbers to draw them one by one. */
  readonly numbers: readonly PoolNumber[];
}

export interface Overview {
  readonly pools: readonly PoolOverview[];
  /** The newest first. */
  readonly visits: readonly PoolVisit[];
  /** More visitors hold numbers than are listed. */
  readonly moreVisits: boolean;
  /** When it was read, ms. */
  readonly at: number;
}

/** In the order in which they are shown. */
const kinds = ['session', 'recipient', 'source', 'page'];

/** Reads all pools of a site, or of all sites, their counts and the visits that hold their numbers. */
export async function readOverview(get: Get, now: () => number, site?: string): Promise<Overview> {
  const pools = await readPools(get, site);
  const read = await Promise.all(pools.map((pool) => readPool(get, pool)));
  return {
    pools: read.map(({ pool, status, numbers }) => ({ pool, status, numbers })),
    visits: read.flatMap(({ visits }) => visits).sort((one, other) => (one.shownAt < other.shownAt ? 1 : -1)),
    moreVisits: read.some(({ more }) => more),
    at: now(),
  };
}

async function readPools(get: Get, site: string | undefined): Promise<Pool[]> {
  const path = site === undefined ? '/v1/pools' : `/v1/pools?site=${encodeURIComponent(site)}`;
  const pools = await readAll(get, path, poolSchema);
  return pools.sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
}

async function readPool(get: Get, pool: Pool) {
  const path = `/v1/pools/${encodeURIComponent(pool.id)}`;
  const status = readAnswer(poolStatusAnswer, await get(`${path}/status`));
  const leased = pool.kind === 'session' && status.held > 0;
  const hasSlots = pool.kind === 'session' || pool.kind === 'recipient';
  const drawn = hasSlots && status.size > 0 && status.size <= mostItems; // more are not drawn one by one
  const nothing = { items: [] };
  const [leases, numbers] = await Promise.all([
    leased ? get(`${path}/leases?limit=${mostItems}`).then((page) => readPage(liveVisit, page)) : nothing,
    drawn ? get(`${path}/numbers?limit=${mostItems}`).then((page) => readPage(poolNumber, page)) : nothing,
  ]);
  return {
    pool,
    status,
    numbers: numbers.items,
    visits: leases.items.map((visit) => ({ ...visit, pool: pool.id })),
    more: 'cursor' in leases && leases.cursor !== undefined,
  };
}
