import { conditionAsksForLanding, conditionMatches } from '../../conditions/evaluate-condition.ts';
import type { ChoiceFacts } from '../../conditions/fields/matching.ts';
import { equalIgnoringCase } from '../../conditions/fold-case.ts';
import type { Pool, SessionPool } from '../../settings/pools/pool.ts';

/** What the choice needs of a pool. */
export type Choosable = Pick<Pool, 'id' | 'order' | 'target' | 'kind' | 'source' | 'medium' | 'when'>;

/** A pool that is asked for a visit: it takes it by one of its conditions, or, as a last resort, without. */
export interface Candidate<Some> {
  readonly pool: Some;
  readonly isLastResort: boolean;
}

/**
 * The pools of a target that are asked, in this order: for robots those that are for robots only; those with
 * conditions, in the site's order; those without, which are the last resort. A static pool that names no conditions at
 * all is for print, never for a page.
 */
export function candidates<Some extends Choosable>(
  pools: readonly Some[],
  target: string,
  { isRobot = false }: Pick<ChoiceFacts, 'isRobot'>,
): Candidate<Some>[] {
  const serving = pools.filter((pool) => pool.target === target && pool.when !== undefined).toSorted(byOrder);
  const forRobots = isRobot ? serving.filter(isForRobots) : [];
  const others = serving.filter((pool) => !isForRobots(pool));
  return [
    ...[...forRobots, ...others.filter(hasConditions)].map((pool) => ({ pool, isLastResort: false })),
    ...others.filter((pool) => !hasConditions(pool)).map((pool) => ({ pool, isLastResort: true })),
  ];
}

/** The first pool that takes the visit. */
export function choosePool<Some extends Choosable>(
  pools: readonly Some[],
  target: string,
  facts: ChoiceFacts,
): Some | undefined {
  return candidates(pools, target, facts).find((candidate) => takes(candidate, facts))?.pool;
}

/** Whether a pool that is asked takes the visit. */
export function takes({ pool, isLastResort }: Candidate<Choosable>, facts: ChoiceFacts): boolean {
  return isLastResort || (pool.when ?? []).some((condition) => conditionMatches(condition, facts));
}

/**
 * Where else a visitor of that pool may get a number when it is exhausted: pools of the same source that are asked later,
 * never of another.
 */
export function fallbackPools<Some extends Choosable>(
  pools: readonly Some[],
  first: Choosable,
): (Some & { kind: 'session' })[] {
  const ordered = pools.toSorted(byAsking);
  return ordered
    .slice(ordered.findIndex(({ id }) => id === first.id) + 1)
    .filter(isSessionPool)
    .filter((pool) => !isForRobots(pool))
    .filter(
      (pool) =>
        pool.target === first.target &&
        equalIgnoringCase(pool.source, first.source) &&
        equalIgnoringCase(pool.medium, first.medium),
    );
}

/** The session pool of that id, if the site has it. */
export function sessionPool(pools: readonly Pool[], id: string): SessionPool | undefined {
  return pools.filter((pool) => pool.kind === 'session').find((pool) => pool.id === id);
}

/** A pool that names robots is for them, and for nobody else. */
export function isForRobots({ when }: Pick<Choosable, 'when'>): boolean {
  return when?.some(({ robot }) => robot) ?? false;
}

/** Whether any pool asks where visits began: only then the visitor's token has to keep it. */
export function asksForLanding(pools: readonly Choosable[]): boolean {
  return pools.some(({ when }) => when?.some(conditionAsksForLanding));
}

/** As pools are asked: lowest order first, ties by id. */
export function byOrder(left: Choosable, right: Choosable): number {
  return left.order - right.order || (left.id < right.id ? -1 : 1);
}

/** As they are asked: the last resort after all that have conditions. */
function byAsking(left: Choosable, right: Choosable): number {
  return Number(hasConditions(right)) - Number(hasConditions(left)) || byOrder(left, right);
}

function hasConditions({ when }: Choosable): boolean {
  return when !== undefined && when.length > 0;
}

function isSessionPool<Some extends Choosable>(pool: Some): pool is Some & { kind: 'session' } {
  return pool.kind === 'session';
}
