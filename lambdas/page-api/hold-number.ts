import type { NetworkAsk } from '../leases/rate-limit/network-limit.ts';
import { leaseTimes } from '../leases/slots/lease-times.ts';
import { resumeLease } from '../leases/slots/resume-lease.ts';
import type { Slot } from '../leases/slots/slot.ts';
import { metric } from '../platform/names.ts';
import type { SessionPool } from '../settings/pools/pool.ts';
import type { PageDependencies } from './page-dependencies.ts';
import type { Offer } from './pool-choice/decide-page-view.ts';

/** A number of the visitor's own; `previousSeenAt` is when its visitor before was last there. */
export interface HeldNumber {
  readonly kind: 'held';
  readonly pool: SessionPool;
  readonly slot: Slot;
  readonly previousSeenAt?: number;
  /** The visitor had it before. */
  readonly isKept?: true;
  /** To be done beside the visit's write. */
  readonly lookAgain?: () => Promise<void>;
}

/** All pools are exhausted, or the visitor's network has had its share of new leases. */
export type NoNumber = { readonly kind: 'exhausted' } | { readonly kind: 'limited' };

/** Who is to hold a number; `now` in ms. */
export interface Holder {
  readonly visitor: string;
  readonly visit: string;
  readonly now: number;
  /** Undefined: new leases are not limited. */
  readonly network?: NetworkAsk | undefined;
}

/**
 * The number that the visitor holds, as long as nobody else has it, else one from the first of the pools that has one.
 * Only new leases count for their network.
 */
export async function holdNumber(
  dependencies: Pick<PageDependencies, 'leases' | 'allocate' | 'noteSlot' | 'mayLease' | 'newId' | 'count'>,
  { pools, keep }: Extract<Offer, { kind: 'session' }>,
  { visitor, visit, now, network }: Holder,
): Promise<HeldNumber | NoNumber> {
  if (keep !== undefined) {
    const kept = await resumeLease(dependencies.leases, leaseTimes(keep.pool), keep.lease, { visit, now });
    if (kept.kind === 'kept') {
      dependencies.noteSlot(kept.slot);
      dependencies.count(metric.numbersReturned);
      return { kind: 'held', pool: keep.pool, slot: kept.slot, isKept: true, ...seen(kept.previousSeenAt) };
    }
  }
  if (network !== undefined && !(await dependencies.mayLease(network, now))) {
    dependencies.count(metric.numbersLimited);
    return { kind: 'limited' };
  }
  for (const pool of pools) {
    const allocation = await dependencies.allocate({ pool, visitor, visit, lease: dependencies.newId() });
    if (allocation.kind === 'leased') {
      dependencies.count(metric.numbersLeased);
      const { slot, previousSeenAt, lookAgain } = allocation;
      return { kind: 'held', pool, slot, ...seen(previousSeenAt), ...(lookAgain && { lookAgain }) };
    }
  }
  dependencies.count(metric.numbersRefused);
  return { kind: 'exhausted' };
}

/** A slot that nobody ever held has been seen by nobody. */
function seen(previousSeenAt: number): { previousSeenAt?: number } {
  return previousSeenAt > 0 ? { previousSeenAt } : {};
}
