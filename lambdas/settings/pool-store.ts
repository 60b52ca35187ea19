import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { holds } from '../platform/condition-failed.ts';
import type { Table } from '../platform/table.ts';
import { poolItem, poolPointer, retiredPoolItem } from './item-key.ts';
import { readItem, readMember } from './item-store.ts';
import { type StoredPool, storedPool } from './stored-pool.ts';

/** A pool by its id alone. Consistent. */
export async function readPool(settings: Table, id: string): Promise<StoredPool | undefined> {
  const item = await readMember(settings, poolPointer(id), (site) => poolItem(site, id));
  return item && storedPool.parse(item);
}

/** A pool of a site: one read less than by its id alone. Consistent. */
export async function readPoolOf(settings: Table, site: string, id: string): Promise<StoredPool | undefined> {
  const item = await readItem(settings, poolItem(site, id));
  return item && storedPool.parse(item);
}

/** How the slots of an earlier pool of this id were spread over its shards; empty if there was none. */
export async function readRetiredShards(settings: Table, id: string): Promise<number[]> {
  const item = await readItem(settings, retiredPoolItem(id));
  return item === undefined ? [] : z.array(z.number().int()).parse(item.shards);
}

/** Notes how many slots each shard is given. False when somebody changed the pool meanwhile. */
export function writeShards(settings: Table, pool: StoredPool, shards: readonly number[]): Promise<boolean> {
  const unchanged = 'version = :seen';
  const placedBy = randomUUID();
  return holds(
    settings.documents.send(
      new UpdateCommand({
        TableName: settings.name,
        Key: poolItem(pool.site, pool.id),
        UpdateExpression: 'SET shards = :shards, placedBy = :placedBy ADD version :one',
        ConditionExpression: unchanged,
        ExpressionAttributeValues: { ':shards': shards, ':placedBy': placedBy, ':one': 1, ':seen': pool.version },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
    (found) => found.placedBy === placedBy,
  );
}
