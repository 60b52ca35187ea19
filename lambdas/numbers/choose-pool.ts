import type { Touch } from '../platform/token-claims.ts';
import type { Pool, PoolCondition, SessionPool } from '../settings/pool.ts';

/** What a pool's conditions are asked about. */
export type ChoiceFacts = Pick<Touch, 'source' | 'medium' | 'campaign' | 'clickIds'>;

/**
 * The first pool, in the site's order, one of whose conditions fits. Pools without conditions are the last resort: they
 * come after all others. A static pool that names no conditions at all is for print, never for a page.
 */
export function choosePool(pools: readonly Pool[], target: string, visit: ChoiceFacts): Pool | undefined {
  const serving = pools.filter((pool) => pool.target === target).toSorted(byOrder);
  return (
    serving.find((pool) => pool.when?.some((condition) => fits(condition, visit))) ??
    serving.find((pool) => pool.when?.length === 0)
  );
}

/** Where else a visitor of that pool may get a number when it is exhausted: later pools of the same source, never of another. */
export function fallbackPools(pools: readonly Pool[], first: SessionPool): SessionPool[] {
  const ordered = pools.toSorted(byOrder);
  return ordered
    .slice(ordered.findIndex(({ id }) => id === first.id) + 1)
    .filter((pool) => pool.kind === 'session')
    .filter(
      (pool) => pool.target === first.target && same(pool.source, first.source) && same(pool.medium, first.medium),
    );
}

/** The session pool of that id, if the site has it. */
export function sessionPool(pools: readonly Pool[], id: string): SessionPool | undefined {
  return pools.filter((pool) => pool.kind === 'session').find((pool) => pool.id === id);
}

function byOrder(left: Pool, right: Pool): number {
  return left.order - right.order || (left.id < right.id ? -1 : 1);
}

function fits({ clickId, source, medium, campaign }: PoolCondition, visit: ChoiceFacts): boolean {
  const clickIds = Object.keys(visit.clickIds ?? {});
  return (
    (clickId === undefined || clickIds.some((name) => same(name, clickId))) &&
    (source === undefined || same(source, visit.source)) &&
    (medium === undefined || same(medium, visit.medium)) &&
    (campaign === undefined || same(campaign, visit.campaign))
  );
}

/** People write tags in any case. */
function same(left: string | undefined, right: string | undefined): boolean {
  return left?.toLowerCase() === right?.toLowerCase();
}
