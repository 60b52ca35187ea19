import type { Overview } from '../pools/overview.ts';

/** A number to choose, and what it is. */
export interface NumberChoice {
  readonly number: string;
  readonly words: string;
}

/** Numbers of one kind. */
export interface NumberGroup {
  readonly name: string;
  readonly choices: readonly NumberChoice[];
}

/** More do not help anybody to choose. */
const most = 30;

/** The numbers of a site that are worth dialling: those that visitors look at first, then those that many see, then free ones. */
export function numbersToDial({ pools, visits }: Overview): readonly NumberGroup[] {
  const held = visits.map(({ number, display, source, medium, campaign }) => ({
    number,
    words: `${display}, ${[source, medium].filter(Boolean).join(' / ')}${campaign === undefined ? '' : `, ${campaign}`}`,
  }));
  const defaults = pools.flatMap(({ pool }) =>
    pool.default === undefined ? [] : [{ number: pool.default.e164, words: `${pool.default.display}, ${pool.id}` }],
  );
  const fixed = pools.flatMap(({ pool: { source, campaign, shown = [] } }) =>
    shown.map(({ e164, display }) => ({
      number: e164,
      words: `${display}, ${[source, campaign].filter(Boolean).join(', ')}`,
    })),
  );
  const free = pools.flatMap(({ pool, numbers }) =>
    numbers
      .filter(({ state }) => state === 'free')
      .map(({ number, display }) => ({ number, words: `${display}, ${pool.id}` })),
  );
  return [
    { name: 'A visitor is shown it now', choices: held.slice(0, most) },
    { name: 'Default numbers', choices: defaults.slice(0, most) },
    { name: 'Fixed numbers of one source', choices: fixed.slice(0, most) },
    { name: 'Free numbers', choices: free.slice(0, 5) },
  ].filter(({ choices }) => choices.length > 0);
}
