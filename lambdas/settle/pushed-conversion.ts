import { claimSeconds } from '../deliveries/delivery-claim.ts';
import { openDeliveryAttributes } from '../deliveries/delivery-items.ts';
import type { Wanted } from '../deliveries/delivery-wanted.ts';
import { nextLook } from './next-look.ts';

/** As much of a delivery as says whether it is done. Times in ms. */
export interface PushedDelivery {
  readonly id: string;
  /** Undefined if only a newer version can read it. */
  readonly conversion?: string | undefined;
  readonly wanted: number;
  readonly attempted: number;
  readonly state: string;
  readonly asking?: unknown;
  /** The id of the last claim. */
  readonly claim?: unknown;
  /** Since when an attempt is under way. */
  readonly claimedAt?: number | undefined;
  /** Its own place in the index `open`. */
  readonly dueAt?: number | undefined;
}

/** What becomes of the deliveries of a call that has been in the index `open` for its time. */
export interface PushedLook {
  /** What no attempt has come to yet: the execution did not start, or died. */
  readonly unattempted: readonly Wanted[];
  /** Deliveries that are not done and in the index nowhere, with when to look at them next (ms); those not under way are started again. */
  readonly entering: readonly {
    readonly delivery: PushedDelivery;
    readonly at: number;
    readonly isStarted: boolean;
  }[];
}

/** `now` in ms. */
export function lookAtPushed(
  allWanted: readonly Wanted[],
  deliveries: readonly PushedDelivery[],
  now: number,
): PushedLook {
  const known = new Map(deliveries.map((delivery) => [delivery.id, delivery.wanted]));
  const unattempted = allWanted.filter(({ id, wanted }) => (known.get(id) ?? 0) < wanted);
  const isAttempted = ({ id }: PushedDelivery) => !unattempted.some((wanted) => wanted.id === id);
  return {
    unattempted,
    entering: deliveries
      .filter((delivery) => delivery.dueAt === undefined && isAttempted(delivery) && isNotDone(delivery))
      .map((delivery) => ({ delivery, ...whenToLook(delivery, now) })),
  };
}

function isNotDone({ wanted, attempted, state, asking }: PushedDelivery): boolean {
  return wanted > attempted || state === 'pending' || asking !== undefined;
}

function whenToLook({ id, claimedAt }: PushedDelivery, now: number): { at: number; isStarted: boolean } {
  const claimEnds = (claimedAt ?? 0) + claimSeconds * 1000;
  if (claimEnds > now) return { at: openDeliveryAttributes({ id, nextAt: claimEnds }).dueAt, isStarted: false };
  const look = nextLook(0, now);
  return { at: look.kind === 'again' ? look.at : now, isStarted: true };
}
