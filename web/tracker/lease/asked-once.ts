/** Grows whenever what the browser keeps may have changed. */
let round = 0;
let isEnding = false;

/**
 * A question about what the browser keeps, asked and read once for all that happens in one go: each goes to another process, and nobody
 * else writes meanwhile.
 */
export function askedOnce<Answer>(ask: () => Answer): () => Answer {
  let known: { readonly round: number; readonly answer: Answer } | undefined;
  return () => {
    if (known?.round !== round) {
      if (!isEnding) queueMicrotask(askAnew);
      isEnding = true;
      known = { round, answer: ask() };
    }
    return known.answer;
  };
}

/** To be told of whatever is written there. */
export function askAnew(): void {
  round += 1;
  isEnding = false;
}
