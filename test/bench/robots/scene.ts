import { seededRandom } from '../leases/random.ts';
import { leaseMs } from '../leases/traffic.ts';

const minute = 60_000;

/** What happens, and what protects the pool. */
export interface Scene {
  readonly containers: number;
  /** 0: there is no robot. */
  readonly asksPerSecond: number;
  /** 0: off. */
  readonly probationSeconds: number;
  /** New leases a minute of one network; 0: no limit. */
  readonly newLeasesPerNetwork: number;
}

export const numbers = 100;
/** Visitors in a lease time, as a share of the numbers. */
export const load = 0.7;

/** The robot asks from `start` on, ms since 1970; the others are ms from there. */
export const times = {
  start: 1_790_000_000_000,
  /** Visitors come before that already. */
  warmUp: -2 * leaseMs,
  robotEnds: 10 * minute,
  /** Numbers that the robot got without probation are back by then. */
  end: 10 * minute + leaseMs,
  /** From being shown a number until the page reports a human. */
  signal: 5000,
};

/** When visitors come, ms from the robot's first ask: the same for every scene with that seed. */
export function arrivals(seed: number): number[] {
  const random = seededRandom(seed);
  const perMs = (load * numbers) / leaseMs;
  const all: number[] = [];
  const wait = () => -Math.log(1 - random()) / perMs;
  for (let at = times.warmUp + wait(); at < times.end; at += wait()) all.push(at);
  return all;
}

/** When each number was shown last before the first visitor, ms since 1970: evenly, as it is after a long time. */
export function shownBefore(): number[] {
  const apart = leaseMs / (load * numbers);
  return Array.from({ length: numbers }, (_, index) => times.start + times.warmUp + (index - numbers) * apart).map(
    Math.round,
  );
}
