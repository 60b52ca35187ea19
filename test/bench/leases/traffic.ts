import { seededRandom } from './random.ts';

const minute = 60_000;

/** When visitors come, ms from the start; those before `measuredFrom` only bring the pool to its usual state. */
export interface Traffic {
  readonly name: string;
  readonly numbers: number;
  /** Visitors in a lease time, as a share of the numbers. Undefined where that says nothing. */
  readonly load?: number;
  readonly arrivals: readonly number[];
  /** When each number was shown last before the start, oldest first: evenly, as it is after a long time. */
  readonly shownBefore: readonly number[];
  readonly measuredFrom: number;
  /** The coverage that theory expects, where Erlang's formula for a steady load does not say it. */
  readonly expected?: number;
  /** More visitors come than the containers at work can serve: others are started. */
  readonly isBurst?: boolean;
}

export const leaseMs = 20 * minute;

/** So many visitors one by one, at an even rate, and for a lease time at least. */
export function steady(numbers: number, load: number, atLeast: number): Traffic {
  const measured = atLeast === 0 ? 0 : Math.max(atLeast, load * numbers);
  const random = seededRandom(numbers * 100 + load * 10);
  const perMs = (load * numbers) / leaseMs;
  // Long enough for every number to have been leased a few times, and for containers to know their way.
  const measuredFrom = Math.max(4, 4 / load) * leaseMs;
  const end = measuredFrom + measured / perMs;
  const arrivals: number[] = [];
  for (let at = wait(random, perMs); at < end; at += wait(random, perMs)) arrivals.push(at);
  return { name: `steady ${load}`, numbers, load, arrivals, shownBefore: shownBefore(numbers, load), measuredFrom };
}

/** A pool at load 0.9; then six times as many visitors for ten minutes, and half an hour as before. */
export function flashCrowd(numbers: number): Traffic {
  const random = seededRandom(numbers);
  const perMs = (0.9 * numbers) / leaseMs;
  const measuredFrom = 6 * leaseMs;
  const crowd = { from: measuredFrom + 10 * minute, until: measuredFrom + 20 * minute };
  const arrivals: number[] = [];
  for (let at = 0; at < measuredFrom + 50 * minute; ) {
    const isCrowd = at >= crowd.from && at < crowd.until;
    at += wait(random, isCrowd ? 6 * perMs : perMs);
    arrivals.push(at);
  }
  return {
    name: 'flash crowd x6',
    numbers,
    arrivals,
    shownBefore: shownBefore(numbers, 0.9),
    measuredFrom,
    isBurst: true,
  };
}

/** A pool at load 0.5; then `count` visitors at the same moment. */
export function atOnce(numbers: number, count: number): Traffic {
  const usual = steady(numbers, 0.5, 0);
  const measuredFrom = usual.measuredFrom + 1;
  return {
    name: `${count} at once`,
    numbers,
    shownBefore: usual.shownBefore,
    arrivals: [
      ...usual.arrivals.filter((at) => at < measuredFrom),
      ...Array.from({ length: count }, () => measuredFrom),
    ],
    measuredFrom,
    isBurst: true,
  };
}

export function shownBefore(numbers: number, load: number): number[] {
  const apart = leaseMs / (Math.min(load, 1) * numbers);
  return Array.from({ length: numbers }, (_, index) => Math.round((index - numbers) * apart));
}

/** ms until the next of visitors who come independently of each other. */
export function wait(random: () => number, perMs: number): number {
  return -Math.log(1 - random()) / perMs;
}
