import type { Slots } from '../../../../lambdas/leases/allocator/allocate.ts';
import { clockGuardMs } from '../../../../lambdas/leases/slots/lease-times.ts';
import type { Slot, SlotKey } from '../../../../lambdas/leases/slots/slot.ts';
import { shardPartition, slotItemKey } from '../../../../lambdas/leases/slots/slot-key.ts';
import type { Allocated, NewHolder } from '../../../../lambdas/leases/slots/slot-transitions-store.ts';

/** Slots without a table: the same answers, at once. */
export function memorySlots(slots: readonly Slot[]) {
  const shards = new Map<string, Map<string, Slot>>();
  const shardOf = (pool: string, shard: number) => {
    const partition = shardPartition(pool, shard);
    const known = shards.get(partition) ?? new Map<string, Slot>();
    shards.set(partition, known);
    return known;
  };
  const put = (slot: Slot) => shardOf(slot.pool, slot.shard).set(slotItemKey(slot).sk, slot);
  for (const slot of slots) put(slot);
  const find = (key: SlotKey) => shardOf(key.pool, key.shard).get(slotItemKey(key).sk);
  const port: Slots = {
    async allocate(key, holder) {
      const { outcome, after } = allocated(find(key), holder);
      if (after !== undefined) put(after);
      return outcome;
    },
    read: async (pool, shard) => [...shardOf(pool, shard).values()],
  };
  return { ...port, find, put, all: (): Slot[] => [...shards.values()].flatMap((shard) => [...shard.values()]) };
}

function allocated(slot: Slot | undefined, holder: NewHolder): { outcome: Allocated; after?: Slot } {
  if (slot === undefined) return { outcome: { kind: 'missing' } };
  if (slot.state === 'off') return { outcome: { kind: 'off', by: slot } };
  if (slot.leasedUntil >= holder.now - clockGuardMs) {
    const isOwnRetry = slot.lease === holder.lease;
    return { outcome: isOwnRetry ? { kind: 'taken', slot, previousSeenAt: 0 } : { kind: 'held', by: slot } };
  }
  const { now, until, ...who } = holder;
  const after = { ...slot, ...who, shownAt: now, seenAt: now, leasedUntil: until };
  return { outcome: { kind: 'taken', slot: after, previousSeenAt: slot.seenAt, previous: slot }, after };
}
