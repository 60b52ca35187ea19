/**
 * How long a lease holds. `leasedUntil` only ever grows:
 *
 *   shown            probation over       shownAt + lease          last activity + min(240 s, lease)      shownAt + 12 h
 *   |--- unconfirmed ---|--- confirmed: the whole lease time ---|--- while the visitor is active ---|------------|
 */
export interface LeaseTimes {
  readonly leaseMs: number;
  /** 0: no probation, every lease gets its whole time at once. */
  readonly probationMs: number;
}

/** What of a lease its times depend on; ms since 1970. */
export interface LeaseState {
  readonly shownAt: number;
  readonly leasedUntil: number;
}

/** A lease that another machine's clock may still hold is not taken. */
export const clockGuardMs = 2000;

const activityMs = 240_000;
const longestByActivityMs = 12 * 60 * 60 * 1000;
const renewBeforeMs = 90_000;

/** A pool's times, in ms; probation never lasts longer than the lease. */
export function leaseTimes(pool: { readonly leaseSeconds: number; readonly probationSeconds: number }): LeaseTimes {
  const leaseMs = pool.leaseSeconds * 1000;
  return { leaseMs, probationMs: Math.min(pool.probationSeconds * 1000, leaseMs) };
}

/** Until when a lease holds that starts, or is taken up again, without a sign of a human. */
export function unconfirmedUntil({ leaseMs, probationMs }: LeaseTimes, now: number): number {
  return now + (probationMs === 0 ? leaseMs : probationMs);
}

/** Until when a lease holds whose visitor is active now. Activity alone never carries it past 12 h. */
export function renewedUntil({ leaseMs }: LeaseTimes, shownAt: number, now: number): number {
  const byActivity = Math.min(now + Math.min(activityMs, leaseMs), shownAt + longestByActivityMs);
  return Math.max(shownAt + leaseMs, byActivity);
}

/** Until when a lease holds whose visitor came back: never less than it held before. */
export function returnedUntil(
  times: LeaseTimes,
  held: { leasedUntil: number; confirmed: boolean },
  now: number,
): number {
  return Math.max(held.leasedUntil, held.confirmed ? now + times.leaseMs : unconfirmedUntil(times, now));
}

/** A confirmed lease holds for the whole lease time at least, so what ends earlier is on probation. */
export function isOnProbation({ leaseMs }: LeaseTimes, { shownAt, leasedUntil }: LeaseState): boolean {
  return leasedUntil < shownAt + leaseMs;
}

/** When the visitor was there, as far as the times tell: at least then. */
export function knownActivity({ leaseMs }: LeaseTimes, { shownAt, leasedUntil }: LeaseState): number {
  return leasedUntil > shownAt + leaseMs ? leasedUntil - Math.min(activityMs, leaseMs) : shownAt;
}

/** Whether activity now changes enough to be worth a write: it confirms the lease, or little of it is left. */
export function isWorthRenewing(times: LeaseTimes, lease: LeaseState, now: number): boolean {
  if (isOnProbation(times, lease)) return true;
  return lease.leasedUntil - now <= renewBefore(times) && renewedUntil(times, lease.shownAt, now) > lease.leasedUntil;
}

/** After how many seconds the page shall report activity: 0, at once, while on probation. */
export function renewAfterSeconds(times: LeaseTimes, lease: LeaseState, now: number): number {
  if (isOnProbation(times, lease)) return 0;
  const left = lease.leasedUntil - now;
  const isAtTheEnd = lease.leasedUntil >= lease.shownAt + longestByActivityMs && left <= renewBefore(times);
  if (isAtTheEnd) return activityMs / 1000;
  return Math.max(1, Math.ceil((left - renewBefore(times)) / 1000));
}

function renewBefore({ leaseMs }: LeaseTimes): number {
  return Math.min(renewBeforeMs, leaseMs / 3);
}
