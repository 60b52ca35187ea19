import type { SessionPool } from '../settings/pool.ts';
import type { Slot } from './slot.ts';

/** A visitor needs a number of a pool. */
export interface AllocationRequest {
  readonly pool: SessionPool;
  readonly visitor: string;
  readonly visit: string;
  /** A fresh lease id, the same for every try of this request. */
  readonly lease: string;
}

export type Allocation =
  | { readonly kind: 'leased'; readonly slot: Slot; readonly previous?: Slot }
  /** No number of the pool is free. Only said on the word of a read, or of leases that are known to last. */
  | { readonly kind: 'exhausted' };

/**
 * Finds a free number and leases it. Made once per container, so that an allocator may remember what it has seen:
 * correctness never rests on that, only on the conditional write. Throws when the table cannot be reached.
 */
export type Allocator = (request: AllocationRequest) => Promise<Allocation>;
