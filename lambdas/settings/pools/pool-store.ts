import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchGet } from '../../platform/aws/batch-get.ts';
import { holds } from '../../platform/aws/condition-failed.ts';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { poolItem, poolPointer, retiredPoolItem } from '../item-key.ts';
import { readItem, readMember } from '../item-store.ts';
import { knownOrConflict } from '../unsupported.ts';
import { type StoredPool, storedPool } from './stored-pool.ts';

/** A pool by its id alone. Consistent. Throws a 409 for one of a newer version. */
export async function readPool(settings: Table, id: string): Promise<StoredPool | undefined> {
  const item = await poolItemOf(settings, id);
  return item && knownOrConflict(storedPool, item, `pool ${id}`);
}

/** The same where a pool that this version does not know is as good as none. */
export async function readPoolIfKnown(settings: Table, id: string): Promise<StoredPool | undefined> {
  const item = await poolItemOf(settings, id);
  return item && readIfKnown(storedPool, item);
}

function poolItemOf(settings: Table, id: string) {
  return readMember(settings, poolPointer(id), (site) => poolItem(site, id));
}

/** A pool of a site, if this version knows it: one read less than by its id alone. Consistent. */
export async function readPoolOf(settings: Table, site: string, id: string): Promise<StoredPool | undefined> {
  const item = await readItem(settings, poolItem(site, id));
  return item && readIfKnown(storedPool, item);
}

/** Which of the named pools the site has, whether this version knows them or not. Consistent. */
export async function readPoolIds(settings: Table, site: string, ids: readonly string[]): Promise<Set<string>> {
  const asked = [...new Set(ids)];
  const items = await batchGet(
    settings,
    asked.map((id) => poolItem(site, id)),
    { isConsistent: true },
  );
  const known = new Set(items.map(({ sk }) => sk));
  return new Set(asked.filter((id) => known.has(poolItem(site, id).sk)));
}

const retiredPool = z.object({ shards: z.array(z.number().int()) });

/** How the slots of an earlier pool of this id were spread over its shards; empty if there was none. */
export async function readRetiredShards(settings: Table, id: string): Promise<number[]> {
  const item = await readItem(settings, retiredPoolItem(id));
  return item === undefined ? [] : knownOrConflict(retiredPool, item, `an earlier pool ${id}`).shards;
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
