import type { PoolNumber } from '../../../lambdas/leases/inventory/pool-number-answer.ts';
import { sayMoment } from '../format/say-time.ts';
import { useSession } from '../session/session.ts';
import type { PoolOverview } from './overview.ts';

/** Every number of the pool as a cell; of large pools only the shares. */
export function NumberGrid({ status, numbers }: Pick<PoolOverview, 'status' | 'numbers'>) {
  const { timeZone } = useSession().site;
  const { size, held, unconfirmed, resting, free } = status;
  const probation = unconfirmed === 0 ? '' : `, ${unconfirmed} of them on probation`;
  const label = `${held} of ${size} numbers held${probation}; ${free} free, ${resting} resting`;
  if (numbers.length > 0) {
    return (
      <div class="grid" role="img" aria-label={label}>
        {numbers.map((one) => (
          <i key={one.number} class={`cell ${one.state}`} title={sayNumber(one, timeZone)} />
        ))}
      </div>
    );
  }
  const shares = [
    ['held', held - unconfirmed],
    ['probation', unconfirmed],
    ['resting', resting],
    ['free', free],
  ] as const;
  return (
    <div class="share" role="img" aria-label={label}>
      {shares.map(([state, count]) => (
        <i key={state} class={state} style={{ flexGrow: count }} />
      ))}
    </div>
  );
}

/** What a number does, and of one that a recipient has, or that rests after them, until when. */
function sayNumber({ display, state, until, freeAt }: PoolNumber, timeZone: string): string {
  const end = until ?? freeAt;
  return `${display}: ${state}${end === undefined ? '' : ` until ${sayMoment(end, timeZone)}`}`;
}
