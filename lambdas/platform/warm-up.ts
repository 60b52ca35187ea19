/** How long each part took, ms; undefined for one that failed. */
export type WarmUp = Readonly<Record<string, number | undefined>>;

/**
 * Does while the container starts what its first request would wait for. Never rejects: who needs a part that failed asks for it again.
 * @param now reads the clock, ms
 */
export async function warmUp(
  parts: Readonly<Record<string, () => Promise<unknown>>>,
  now: () => number,
): Promise<WarmUp> {
  const timed = Object.entries(parts).map(async ([name, part]): Promise<[string, number | undefined]> => {
    const started = now();
    try {
      await part();
      return [name, Math.round(now() - started)];
    } catch {
      return [name, undefined];
    }
  });
  return Object.fromEntries(await Promise.all(timed));
}
