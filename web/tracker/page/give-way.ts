/** What is left of somebody's patience: `left` writes at `at` (ms). */
export interface Patience {
  readonly left: number;
  readonly at: number;
}

/** So many writes in a burst: a page that sets itself up renders a few times. */
const burst = 10;

/** So many in a second for ever: who writes more often answers to us, or might as well. */
const perSecond = 2;

/** What the page only adds to, it may add to often: a list that is loaded as one scrolls. */
export const costs = { overruled: 1, added: 0.1 };

/**
 * Patience after one more write at `now`; `undefined` when there is none left, and one of two writers has to give way. Two that
 * put back what the other wrote would go on for ever, and the page with them.
 */
export function afterWriting(before: Patience | undefined, cost: number, now: number): Patience | undefined {
  const had = before ? Math.min(burst, before.left + (Math.max(0, now - before.at) / 1000) * perSecond) : burst;
  return had < cost ? undefined : { left: had - cost, at: now };
}
