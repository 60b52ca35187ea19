import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { poolPrefix, siteItem, siteKeyItem, sitePartition } from '../item-key.ts';
import { type Pool, readKnownPool, type SiteWithPools } from '../pools/pool.ts';
import { readKnownSite } from './site.ts';
import { type SiteCache, siteCache } from './site-cache.ts';

/** One container's memory of the sites of that table. */
export function tableSites(settings: Table): SiteCache {
  return siteCache({
    findSiteByKey: (siteKey) => findSiteByKey(settings, siteKey),
    loadSite: (siteId) => loadSite(settings, siteId),
  });
}

const siteKeyPointer = z.object({ site: z.string() });

/** The site that a page's site key names, with its pools; undefined when the key is nobody's. */
export async function findSiteByKey(settings: Table, siteKey: string): Promise<SiteWithPools | undefined> {
  const { Item } = await settings.documents.send(
    new GetCommand({ TableName: settings.name, Key: siteKeyItem(siteKey), ConsistentRead: true }),
  );
  const pointer = Item && readIfKnown(siteKeyPointer, Item);
  return pointer && loadSite(settings, pointer.site);
}

/** A site and those of its pools that this version knows, in the order in which they are asked. Consistent, so a change is seen by the next read. */
export async function loadSite(settings: Table, siteId: string): Promise<SiteWithPools | undefined> {
  const pages = paginateQuery(
    { client: settings.documents },
    {
      TableName: settings.name,
      KeyConditionExpression: 'pk = :site',
      ExpressionAttributeValues: { ':site': sitePartition(siteId) },
      ConsistentRead: true,
    },
  );
  const items: Record<string, unknown>[] = [];
  for await (const page of pages) items.push(...(page.Items ?? []));
  const settingsItem = items.find(({ sk }) => sk === siteItem(siteId).sk);
  const site = settingsItem && readKnownSite(settingsItem);
  if (site === undefined) return undefined;
  const pools = items
    .filter(({ sk }) => String(sk).startsWith(poolPrefix))
    .flatMap((item) => readKnownPool(item) ?? []);
  return { site, pools: pools.sort(byOrder) };
}

function byOrder(left: Pool, right: Pool): number {
  return left.order - right.order || (left.id < right.id ? -1 : 1);
}
