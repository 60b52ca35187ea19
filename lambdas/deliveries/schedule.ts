const minute = 60;
const hour = 60 * minute;

/** Seconds before each attempt, counted from the one before; after the last one a delivery is parked (destinations.md, 10.1). */
export const schedule: readonly number[] = [
  0,
  5,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** At most this much longer, so that those who failed together do not come back together. */
const jitterShare = 0.1;

/** A destination that asks for a longer pause than this, in seconds, does not get it. */
export const longestPause = 24 * hour;

/**
 * Seconds to wait after so many attempts; undefined when there are no more. `jitter` is random, 0 to 1.
 * `askedSeconds`: the pause that the destination asked for.
 */
export function waitAfter(attempts: number, jitter: number, askedSeconds = 0): number | undefined {
  const seconds = schedule[attempts];
  if (seconds === undefined) return undefined;
  const asked = Math.min(longestPause, Math.max(0, askedSeconds));
  return Math.ceil(Math.max(seconds, asked) * (1 + jitterShare * jitter));
}
