import type { PoolCounters } from '../capacity/pool-counters.ts';
import type { Allocator, NoteSlot } from '../leases/allocator/allocator.ts';
import type { NetworkLimit } from '../leases/rate-limit/network-limit.ts';
import type { Table } from '../platform/aws/table.ts';
import type { metric } from '../platform/names.ts';
import type { SigningKeys } from '../platform/tokens.ts';
import type { SiteCache } from '../settings/sites/site-cache.ts';

/** What answering pages takes: made once per container. */
export interface PageDependencies {
  readonly sites: SiteCache;
  readonly leases: Table;
  readonly visits: Table;
  readonly allocate: Allocator;
  readonly noteSlot: NoteSlot;
  readonly mayLease: NetworkLimit;
  /** Whether one more visit of a network is kept. */
  readonly mayRecord: NetworkLimit;
  /** Who asks from this machine itself is a developer: they may use tools, and are not limited. */
  readonly loopbackIsDeveloper: boolean;
  readonly poolCounters: PoolCounters;
  readonly signingKeys: SigningKeys;
  /** Days that visits are kept. */
  readonly visitDays: number;
  /** ms since 1970. */
  readonly clock: () => number;
  readonly newId: () => string;
  /** Counts one. */
  readonly count: (name: (typeof metric)[keyof typeof metric]) => void;
}
