import { paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchGet } from '../platform/aws/batch-get.ts';
import { readWhatIsKnown } from '../platform/aws/stored-item.ts';
import type { ItemKey, Table } from '../platform/aws/table.ts';
import { cursorOf, type Listed, type Page } from '../platform/http/list-page.ts';
import { poolItem, poolPointers, siteItem, sitePointers } from './item-key.ts';
import { type AnyPool, pool } from './pools/stored-pool.ts';
import { readKnownSite, type Site } from './sites/site.ts';
import { listedIfKnown, type Unsupported } from './unsupported.ts';

/** The ids of the only sites that a list is of; undefined: of all. */
export type OfSites = readonly string[] | undefined;

/** Sites by id. A site that does not exist is left out, so a part may hold fewer than its limit. */
export async function listSites(settings: Table, page: Page, of: OfSites): Promise<Listed<Site>> {
  const { items: ids, ...rest } = of === undefined ? await siteIds(settings, page) : partOf(of, page);
  const found = await batchGet(settings, ids.map(siteItem), { isConsistent: true });
  const sites = found.flatMap((item) => readKnownSite(item) ?? []);
  return { items: sites.sort((a, b) => (a.id < b.id ? -1 : 1)), ...rest };
}

/** Pools by id. */
export async function listPools(settings: Table, page: Page, of: OfSites): Promise<Listed<AnyPool | Unsupported>> {
  const { items, ...rest } = await listOfSites(settings, { pointers: poolPointers, keyOf: poolItem }, page, of);
  return { items: listedIfKnown(pool, items), ...rest };
}

/** What sites have: where the pointers of its kind are, and the key of one of them. */
export interface SiteList {
  readonly pointers: string;
  readonly keyOf: (site: string, id: string) => ItemKey;
}

/** Items of one kind by id; as they are stored. Of named sites only their own partitions are read, and a cursor names what was listed. */
export async function listOfSites(
  settings: Table,
  { pointers, keyOf }: SiteList,
  page: Page,
  of: OfSites,
): Promise<Listed<Record<string, unknown>>> {
  if (of !== undefined) return listOfNamed(settings, keyOf, page, of);
  const { items, ...rest } = await listPointers(settings, pointers, page);
  const keys = items.flatMap(({ sk, site }) => (site === undefined ? [] : [keyOf(site, sk)]));
  return { items: (await batchGet(settings, keys, { isConsistent: true })).sort(byKey), ...rest };
}

async function siteIds(settings: Table, page: Page): Promise<Listed<string>> {
  const { items, ...rest } = await listPointers(settings, sitePointers, page);
  return { items: items.map(({ sk }) => sk), ...rest };
}

function partOf(ids: readonly string[], { limit, after = '' }: Page): Listed<string> {
  const rest = [...new Set(ids)].sort().filter((id) => id > after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(last !== undefined && rest.length > limit && { cursor: cursorOf(last) }) };
}

/** So many sites are read at a time. */
const atOnce = 10;

async function listOfNamed(
  settings: Table,
  keyOf: SiteList['keyOf'],
  { limit, after = '' }: Page,
  sites: readonly string[],
): Promise<Listed<Record<string, unknown>>> {
  const found: Record<string, unknown>[] = [];
  const named = [...new Set(sites)];
  for (let done = 0; done < named.length; done += atOnce) {
    const parts = named.slice(done, done + atOnce).map((one) => membersOf(settings, keyOf(one, after), limit + 1));
    found.push(...(await Promise.all(parts)).flat());
  }
  const prefix = keyOf('', '').sk;
  const items = found.sort(byKey).slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    ...(last !== undefined && found.length > limit && { cursor: cursorOf(String(last.sk).slice(prefix.length)) }),
  };
}

/** The first items of a site, of the kind and after the id that the key has. */
async function membersOf(settings: Table, { pk, sk }: ItemKey, limit: number): Promise<Record<string, unknown>[]> {
  const pages = paginateQuery(
    { client: settings.documents, pageSize: limit },
    {
      TableName: settings.name,
      KeyConditionExpression: 'pk = :site AND sk BETWEEN :first AND :last',
      // No id has a space, which comes before all that ids have, or a tilde, which comes after it.
      ExpressionAttributeValues: { ':site': pk, ':first': `${sk} `, ':last': `${sk.replace(/#.*/, '#')}~` },
      ConsistentRead: true,
    },
  );
  const found: Record<string, unknown>[] = [];
  for await (const { Items = [] } of pages) {
    found.push(...Items);
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

const pointer = z.object({ sk: z.string(), site: z.string().optional() });

async function listPointers(settings: Table, partition: string, page: Page): Promise<Listed<z.infer<typeof pointer>>> {
  const { items, ...rest } = await listPartition(settings, partition, page);
  return { items: items.flatMap((item) => readWhatIsKnown(pointer, item)?.value ?? []), ...rest };
}

/** Items of one partition by sort key, as they are stored. Consistent. */
export async function listPartition(
  settings: Table,
  partition: string,
  { limit, after }: Page,
): Promise<Listed<Record<string, unknown>>> {
  const { Items = [], LastEvaluatedKey } = await settings.documents.send(
    new QueryCommand({
      TableName: settings.name,
      KeyConditionExpression: 'pk = :partition',
      ExpressionAttributeValues: { ':partition': partition },
      Limit: limit,
      ConsistentRead: true,
      ...(after !== undefined && { ExclusiveStartKey: { pk: partition, sk: after } }),
    }),
  );
  const last = Items.at(-1);
  return { items: Items, ...(last !== undefined && LastEvaluatedKey && { cursor: cursorOf(String(last.sk)) }) };
}

function byKey(left: Record<string, unknown>, right: Record<string, unknown>): number {
  return String(left.sk) < String(right.sk) ? -1 : 1;
}
