import { policy } from './allocation-policy.ts';

/** What a container has seen other containers do in a shard; what is long ago counts less. */
export interface Contention {
  readonly leases: number;
  /** The time in which they were made, ms; 0 while nothing is known. */
  readonly ms: number;
  /** None at all lately: this container seems to be alone. */
  readonly isQuiet: boolean;
}

export const noContention: Contention = { leases: 0, ms: 0, isQuiet: false };

/** So many more leases by others, found out after so many more ms. */
export function observed(seen: Contention, moreLeases: number, moreMs: number): Contention {
  const fading = seen.ms + moreMs > policy.observedMs ? 2 : 1;
  const leases = (seen.leases + moreLeases) / fading;
  return { leases, ms: (seen.ms + moreMs) / fading, isQuiet: leases < 0.5 };
}

/** How many leases by others are to be expected in a time, ms; without end as long as nothing is known. */
export function expectedOthers({ leases, ms, isQuiet }: Contention, within: number): number {
  if (isQuiet) return 0;
  return ms > 0 ? (leases / ms) * within : Number.POSITIVE_INFINITY;
}
