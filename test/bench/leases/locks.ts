import type { Slot } from '../../../lambdas/leases/slots/slot.ts';
import { slotItemKey } from '../../../lambdas/leases/slots/slot-key.ts';
import { leaseMs } from './traffic.ts';

/** An item of `dynamodb-lock-client`: a lock that somebody holds, or held. */
export interface LockItem {
  readonly pk: string;
  readonly sk: string;
  readonly guid: Uint8Array;
  readonly fencingToken: number;
  readonly leaseDurationMs: number;
  /** When it was taken, ms. */
  readonly lockAcquiredTimeUnixMs: number;
  readonly owner: string;
}

/** As much of the old document client's parameters as that package gives; the table is ours to name. */
export interface GetLock {
  readonly Key: { readonly pk: string; readonly sk: string };
  readonly ConsistentRead?: boolean;
}
export interface PutLock {
  readonly Item: LockItem;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: { readonly ':guid': Uint8Array; readonly ':fencingToken': number };
}

/** What locks are kept in. A put that its condition refuses fails as DynamoDB does. */
export interface Locks {
  readonly getLock: (params: GetLock) => Promise<LockItem | undefined>;
  readonly putLock: (params: PutLock) => Promise<void>;
}

/** Locks without a table: on the numbers of these slots, each held as long as its slot. */
export function memoryLocks(slots: readonly Slot[]): Locks & { readonly items: () => LockItem[] } {
  const locks = new Map(slots.map(lockOn).map((lock) => [placeOf(lock), lock]));
  return {
    items: () => [...locks.values()],
    getLock: async ({ Key }) => locks.get(placeOf(Key)),
    async putLock({ Item, ExpressionAttributeValues: expected }) {
      const had = locks.get(placeOf(Item));
      const isAsExpected =
        had === undefined ||
        (had.fencingToken === expected?.[':fencingToken'] && Buffer.compare(had.guid, expected[':guid']) === 0);
      if (!isAsExpected) throw Object.assign(new Error('not as expected'), { name: 'ConditionalCheckFailedException' });
      locks.set(placeOf(Item), Item);
    },
  };
}

function lockOn(slot: Slot): LockItem {
  return {
    ...slotItemKey(slot),
    guid: Buffer.from(slot.number),
    fencingToken: 1,
    leaseDurationMs: leaseMs,
    lockAcquiredTimeUnixMs: slot.shownAt,
    owner: 'v',
  };
}

function placeOf({ pk, sk }: { readonly pk: string; readonly sk: string }): string {
  return `${pk} ${sk}`;
}
