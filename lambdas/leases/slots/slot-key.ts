import type { SlotKey } from './slot.ts';

/** Partition and sort key of a slot in the table `Leases`. */
export function slotItemKey(key: SlotKey): { pk: string; sk: string } {
  return { pk: shardPartition(key.pool, key.shard), sk: `NUMBER#${key.number}` };
}

/** The partition with all slots of a shard: one query reads it. */
export function shardPartition(pool: string, shard: number): string {
  return `POOL#${pool}#${shard}`;
}
