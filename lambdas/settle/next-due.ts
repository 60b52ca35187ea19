import type { StoredCall } from '../calls/call-item.ts';

const minute = 60_000;

/** The grace of most sites, and then some: a call whose record comes is over and told by then, and needs no other time. */
const usualLife = 30 * minute;
/** Deliveries have so long until somebody looks whether they are done, ms: most take seconds. */
const leastForDeliveries = 2 * minute;
const usualForDeliveries = 5 * minute;
const mostForDeliveries = 35 * minute;

/**
 * When the sweep is to look at a call, ms; undefined for never. Moving a call in the index costs two writes, so its place may be early, as
 * the sweep passes by what is not due, and stays the same when the call becomes final with something to tell. `hasConversions`: conversions follow
 * from this write.
 */
export function nextDue(
  next: Pick<StoredCall, 'final' | 'finalAt' | 'partOf' | 'startedAt'>,
  before: Pick<StoredCall, 'final' | 'partOf' | 'dueAt'> | undefined,
  hasConversions: boolean,
  now: number,
): number | undefined {
  const dueAt = before?.dueAt;
  if (!isOver(next)) {
    const latest = next.finalAt ?? next.startedAt;
    return Math.min(dueAt ?? next.startedAt + usualLife, latest);
  }
  if (hasConversions) {
    const isSoon = dueAt !== undefined && dueAt >= now + leastForDeliveries && dueAt <= now + mostForDeliveries;
    return isSoon ? dueAt : now + usualForDeliveries;
  }
  // What was told before may not have arrived.
  return before !== undefined && isOver(before) ? dueAt : undefined;
}

function isOver({ final, partOf }: Pick<StoredCall, 'final' | 'partOf'>): boolean {
  return final || partOf !== undefined;
}
