/** ms for which one write lasts: who writes more often for ever answers to us, or might as well. */
const pace = 500;

/** So many writes in a burst: a page that sets itself up renders a few times. */
const burst = 10;

/** What the page only adds to, it may add to often: a list that is loaded as one scrolls. */
export const costs = { overruled: 1, added: 0.1 };

/**
 * Until when the writes in a place last, with one more at `now`, given until when they lasted before (ms). Infinity when it is one too
 * many, and one of two writers has to give way: two that put back what the other wrote would go on for ever, and the page with them.
 */
export function lastsUntil(before: number, cost: number, now: number): number {
  const until = Math.max(before, now) + cost * pace;
  return until > now + burst * pace ? Infinity : until;
}
