import type { SessionPool } from '../../settings/pools/pool.ts';
import type { Slot } from '../slots/slot.ts';

/** A visitor needs a number of a pool. */
export interface AllocationRequest {
  readonly pool: SessionPool;
  readonly visitor: string;
  readonly visit: string;
  /** A fresh lease id, the same for every try of this request. */
  readonly lease: string;
}

export type Allocation =
  | {
      readonly kind: 'leased';
      readonly slot: Slot;
      /** When its visitor before was last there, ms; 0 when there was none. */
      readonly previousSeenAt: number;
      readonly previous?: Slot;
      /** It is time to look at the pool again: to be done beside the next write, and never a reason to fail. */
      readonly lookAgain?: () => Promise<void>;
    }
  /**
   * No number of the pool is free: by the word of a read, or of leases that are known to last. (In a pool of many
   * shards it can also mean that the operations allowed for one visitor have been used up.)
   */
  | { readonly kind: 'exhausted' };

/**
 * Finds a free number and leases it. Made once per container, so that it may remember what it has seen: correctness
 * never rests on that, only on the conditional write. Throws when the table cannot be reached.
 */
export type Allocator = (request: AllocationRequest) => Promise<Allocation>;

/** Tells the container's memory how a slot is now, when somebody returned to it, renewed it or asked for it. */
export type NoteSlot = (slot: Slot) => void;
