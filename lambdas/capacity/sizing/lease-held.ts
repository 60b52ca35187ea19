import { type LogNormal, meanExcess } from './normal-distribution.ts';

/** How long a visitor stays. Measured on public sites; few stay for longer than a lease. */
export const stay: LogNormal = { median: 120, sigma: 1.2 };

/** Some visitors leave the page open when they go; it shows them another number once theirs is taken. */
export const staysOpen: { readonly share: number; readonly law: LogNormal } = {
  share: 0.3,
  law: { median: 3600, sigma: 1 },
};

/**
 * How long a lease outlives the last activity: a heartbeat carries it on to 240 s, and comes only when less than 90 s
 * are left; in short leases less. The middle of both.
 */
export function afterActivity(leaseSeconds: number): number {
  return (Math.min(240, leaseSeconds) + Math.min(90, leaseSeconds / 3)) / 2;
}

/** How long (s) a number is held on average: the lease time, or longer by visitors who stay active. */
export function meanHeld(leaseSeconds: number, grace: number = afterActivity(leaseSeconds)): number {
  return leaseSeconds + meanExcess(stay, leaseSeconds - grace);
}
