import type { SlotKey } from './slot.ts';

const prefix = 'NUMBER#';

/** Partition and sort key of a slot in the table `Leases`. */
export function slotItemKey(key: SlotKey): { pk: string; sk: string } {
  return { pk: shardPartition(key.pool, key.shard), sk: prefix + key.number };
}

/** The number whose slot has that sort key. */
export function numberIn(sk: string): string {
  return sk.slice(prefix.length);
}

/** The partition with all slots of a shard: one query reads it. */
export function shardPartition(pool: string, shard: number): string {
  return `POOL#${pool}#${shard}`;
}
