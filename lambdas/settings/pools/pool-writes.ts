import type { TransactItem } from '../../platform/aws/transact.ts';
import { poolItem, retiredPoolItem } from '../item-key.ts';
import { unregister } from '../sites/site-members.ts';
import { hasSlots, type StoredPool } from './stored-pool.ts';

/** Writes a pool, if nobody changed it since it was read. */
export function putPoolItem(table: string, before: StoredPool | undefined, after: StoredPool): TransactItem {
  const unchanged =
    before === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': before.version } };
  return { Put: { TableName: table, Item: { ...poolItem(after.site, after.id), ...after }, ...unchanged } };
}

/** Counts numbers that come to a pool, or leave it (negative); the pool must still be there. */
export function countNumbers(
  table: string,
  pool: { readonly site: string; readonly id: string },
  more: number,
): TransactItem {
  const poolExists = 'attribute_exists(pk)';
  return {
    Update: {
      TableName: table,
      Key: poolItem(pool.site, pool.id),
      UpdateExpression: 'ADD #size :more, version :one',
      ConditionExpression: poolExists,
      ExpressionAttributeNames: { '#size': 'size' },
      ExpressionAttributeValues: { ':more': more, ':one': 1 },
    },
  };
}

/** Takes an unchanged pool away; how its slots are spread is kept, because a slot never changes its shard. */
export function removePool(table: string, pool: StoredPool): TransactItem[] {
  const unchanged = 'version = :seen';
  const shards = hasSlots(pool) ? pool.shards : [];
  return [
    {
      Delete: {
        TableName: table,
        Key: poolItem(pool.site, pool.id),
        ConditionExpression: unchanged,
        ExpressionAttributeValues: { ':seen': pool.version },
      },
    },
    ...unregister(table, 'pools', pool),
    ...(shards.length > 0 ? [{ Put: { TableName: table, Item: { ...retiredPoolItem(pool.id), shards } } }] : []),
  ];
}
