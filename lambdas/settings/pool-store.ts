import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { conditionFailed } from '../platform/condition-failed.ts';
import type { Table } from '../platform/table.ts';
import { poolItem, poolPointer, retiredPoolItem } from './item-key.ts';
import { readItem, readMember } from './item-store.ts';
import { type StoredPool, storedPool } from './stored-pool.ts';

/** A pool by its id alone. Consistent. */
export async function readPool(settings: Table, id: string): Promise<StoredPool | undefined> {
  const item = await readMember(settings, poolPointer(id), (site) => poolItem(site, id));
  return item && storedPool.parse(item);
}

/** How the slots of an earlier pool of this id were spread over its shards; empty if there was none. */
export async function readRetiredShards(settings: Table, id: string): Promise<number[]> {
  const item = await readItem(settings, retiredPoolItem(id));
  return item === undefined ? [] : z.array(z.number().int()).parse(item.shards);
}

/** Notes how many slots each shard is given. False when somebody changed the pool meanwhile. */
export async function writeShards(settings: Table, pool: StoredPool, shards: readonly number[]): Promise<boolean> {
  const unchanged = 'version = :seen';
  try {
    await settings.documents.send(
      new UpdateCommand({
        TableName: settings.name,
        Key: poolItem(pool.site, pool.id),
        UpdateExpression: 'SET shards = :shards ADD version :one',
        ConditionExpression: unchanged,
        ExpressionAttributeValues: { ':shards': shards, ':one': 1, ':seen': pool.version },
      }),
    );
    return true;
  } catch (error) {
    if (conditionFailed(error)) return false;
    throw error;
  }
}
