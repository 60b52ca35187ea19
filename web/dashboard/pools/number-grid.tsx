import type { PoolOverview } from './overview.ts';

/** Every number of the pool as a cell; of large pools only the shares. */
export function NumberGrid({ status, numbers }: Pick<PoolOverview, 'status' | 'numbers'>) {
  const { size, held, unconfirmed, resting, free } = status;
  const label = `${held} of ${size} numbers held, ${unconfirmed} of them on probation; ${free} free, ${resting} resting`;
  if (numbers.length > 0) {
    return (
      <div class="grid" role="img" aria-label={label}>
        {numbers.map(({ number, display, state }) => (
          <i key={number} class={`cell ${state}`} title={`${display}: ${state}`} />
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
