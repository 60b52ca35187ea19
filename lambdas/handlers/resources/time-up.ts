/** Whether an answer that was asked for then (ms) has taken so long (ms) that it has to end. The gateway waits for 30 s. */
export function timeUp(askedAt: number, most: number): () => boolean {
  return () => Date.now() - askedAt > most;
}
