import { canMatch, shadows } from '../../conditions/condition-overlap.ts';
import { describeCondition } from '../../conditions/describe-condition.ts';
import { byOrder, type Choosable, fallbackPools, isForRobots } from './choose-pool.ts';

const most = 20;

/**
 * What is odd about when a pool is chosen, beside the other pools of its site: visits that it never gets, or that it
 * takes from others. A narrow rule before a wider one is as it should be.
 */
export function poolWarnings(pools: readonly Choosable[], id: string): string[] {
  const asked = pools.filter(({ when }) => when !== undefined).toSorted(byOrder);
  const subject = asked.find((pool) => pool.id === id);
  if (subject === undefined) return [];
  const rivals = asked.filter(
    (pool) => pool.id !== id && pool.target === subject.target && isForRobots(pool) === isForRobots(subject),
  );
  return [
    ...(subject.when ?? [])
      .filter((condition) => !canMatch(condition))
      .map((condition) => `${id}: no visit can have ${describeCondition(condition)}`),
    ...rivals.flatMap((rival) => {
      const [first, second] = byOrder(rival, subject) < 0 ? [rival, subject] : [subject, rival];
      const fallback = first.kind === 'session' ? fallbackPools(pools, first) : [];
      return pairWarnings(first, second, fallback.some((pool) => pool.id === second.id) ? 'late' : 'never');
    }),
  ].slice(0, most);
}

/** What is odd about a pool and one that is asked after it, which gets the first one's visits late, or never. */
function pairWarnings(first: Choosable, second: Choosable, remains: 'late' | 'never'): string[] {
  const [earlier, later] = [first.when ?? [], second.when ?? []];
  const left = `${second.id} ${remains === 'late' ? `gets them only when ${first.id} is exhausted` : 'never gets them'}`;
  if (earlier.length === 0 && later.length === 0) {
    return [`${both(first, second)} are the last resort, without conditions: ${first.id} takes all visits, ${left}`];
  }
  if (earlier.length === 0 || later.length === 0) return [];
  const covered = later.filter((narrow) => earlier.some((wide) => shadows(wide, narrow) === 'all'));
  if (covered.length > 0) {
    const which = covered.length === later.length ? '' : ` with ${covered.map(describeCondition).join('; or with ')}`;
    return [`${before(first, second)} and takes all visits of ${second.id}${which}: ${left}`];
  }
  for (const one of earlier) {
    const other = later.find((condition) => shadows(one, condition) === 'some');
    if (other !== undefined) {
      return [
        `${before(first, second)}: a visit with ${describeCondition(one)} as well as ${describeCondition(other)} is ${first.id}'s`,
      ];
    }
  }
  return [];
}

function both(first: Choosable, second: Choosable): string {
  return `${first.id} (order ${first.order}) and ${second.id} (order ${second.order})`;
}

function before(first: Choosable, second: Choosable): string {
  const isTie = first.order === second.order;
  const why = isTie ? `by their ids: both have order ${first.order}` : `order ${first.order} before ${second.order}`;
  return `${first.id} comes before ${second.id} (${why})`;
}
