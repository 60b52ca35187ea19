import { accuracyOf } from './accuracy.ts';
import { refusedShare } from './erlang-b.ts';
import { meanHeld } from './lease-held.ts';
import type { CalledWithin } from './time-to-call.ts';

/** Who asks for the numbers of a pool, for how long each is held, and how soon they call. */
export interface PoolTraffic {
  /** Visits an hour that ask for a number, returning ones too. */
  readonly arrivalsPerHour: number;
  readonly leaseSeconds: number;
  /** s for which a lease outlives the last activity, where it is not as this system does it. */
  readonly grace?: number;
  readonly calledWithin: CalledWithin;
}

/** What a pool of so many numbers is predicted to reach; shares are 0 to 1. */
export interface PoolPrediction {
  readonly numbers: number;
  /** Share of visits that get a number of their own. */
  readonly coverage: number;
  /** Share of their calls for which the present holder is the right visitor. */
  readonly accuracy: number;
  /** How long (s) a number stays with one visitor, idle time included. */
  readonly tenureSeconds: number;
}

/** How many numbers would be held at once, on average, if there were enough for everybody. */
export function offeredLoad({ arrivalsPerHour, leaseSeconds, grace }: Omit<PoolTraffic, 'calledWithin'>): number {
  return (arrivalsPerHour / 3600) * meanHeld(leaseSeconds, grace);
}

/** What a pool of that size does under this traffic. `taking` says which free number is taken. */
export function predictPool(
  traffic: PoolTraffic,
  numbers: number,
  taking: 'longest idle' | 'any' = 'longest idle',
): PoolPrediction {
  const held = meanHeld(traffic.leaseSeconds, traffic.grace);
  const coverage = 1 - refusedShare(numbers, offeredLoad(traffic));
  const perSecond = (traffic.arrivalsPerHour / 3600) * coverage;
  // Without visitors nobody ever takes a number from another.
  if (perSecond === 0) return { numbers, coverage, accuracy: 1, tenureSeconds: Number.POSITIVE_INFINITY };
  const free = Math.max(0, numbers - perSecond * held);
  const evenness = taking === 'any' ? 1 : Math.max(1, (free * free) / numbers);
  const { calledWithin, leaseSeconds, grace } = traffic;
  return {
    numbers,
    coverage,
    accuracy: accuracyOf({
      calledWithin,
      leaseSeconds,
      meanIdle: free / perSecond,
      evenness,
      ...(grace !== undefined && { grace }),
    }),
    tenureSeconds: numbers / perSecond,
  };
}
