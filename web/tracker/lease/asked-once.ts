const asked = new Map<string, string | null>();

/**
 * What the browser keeps under a name, asked once for all that happens in one go: each question goes to another process, and
 * nobody else writes meanwhile.
 */
export function askedOnce(name: string, ask: () => string | null): string | null {
  const known = asked.get(name);
  if (known !== undefined) return known;
  if (asked.size === 0) queueMicrotask(askAnew);
  const answer = ask();
  asked.set(name, answer);
  return answer;
}

/** To be told of whatever is written there. */
export function askAnew(): void {
  asked.clear();
}
