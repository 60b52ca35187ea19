import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { cursorOf, type Listed, type Page } from '../platform/list-page.ts';
import type { Table } from '../platform/table.ts';
import { type ItemKey, poolItem, poolPointers, siteItem, sitePointers } from './item-key.ts';
import { batchGet } from './number-store.ts';
import { type Pool, pool } from './pool.ts';
import { type Site, site } from './site.ts';

/** Sites by id. Those that are not `wanted` are left out, so a part may hold fewer than its limit. */
export async function listSites(settings: Table, page: Page, wanted: (site: string) => boolean): Promise<Listed<Site>> {
  const { items, cursor } = await listPointers(settings, sitePointers, page);
  const keys = items.filter(({ sk }) => wanted(sk)).map(({ sk }) => siteItem(sk));
  const sites = (await getAll(settings, keys)).map((item) => site.parse(item));
  return { items: sites.sort(byId), ...(cursor !== undefined && { cursor }) };
}

/** Pools by id, of `wanted` sites. */
export async function listPools(settings: Table, page: Page, wanted: (site: string) => boolean): Promise<Listed<Pool>> {
  const { items, ...rest } = await listOfSites(settings, { pointers: poolPointers, keyOf: poolItem }, page, wanted);
  return { items: items.map((item) => pool.parse(item)), ...rest };
}

/** What sites have: where the pointers of its kind are, and the key of one of them. */
export interface SiteList {
  readonly pointers: string;
  readonly keyOf: (site: string, id: string) => ItemKey;
}

/** Items of one kind by id, of `wanted` sites; as they are stored. */
export async function listOfSites(
  settings: Table,
  { pointers, keyOf }: SiteList,
  page: Page,
  wanted: (site: string) => boolean,
): Promise<Listed<Record<string, unknown>>> {
  const { items, cursor } = await listPointers(settings, pointers, page);
  const keys = items.flatMap(({ sk, site }) => (site !== undefined && wanted(site) ? [keyOf(site, sk)] : []));
  const found = await getAll(settings, keys);
  return { items: found.sort(bySortKey), ...(cursor !== undefined && { cursor }) };
}

const pointer = z.object({ sk: z.string(), site: z.string().optional() });

async function listPointers(
  settings: Table,
  partition: string,
  { limit, after }: Page,
): Promise<Listed<z.infer<typeof pointer>>> {
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
  const items = Items.map((item) => pointer.parse(item));
  const last = items.at(-1);
  return { items, ...(last !== undefined && LastEvaluatedKey && { cursor: cursorOf(last.sk) }) };
}

/** A page of a list is at most 200 items; one read takes 100 keys. */
async function getAll(settings: Table, keys: readonly ItemKey[]) {
  const halves = await Promise.all([batchGet(settings, keys.slice(0, 100)), batchGet(settings, keys.slice(100))]);
  return halves.flat();
}

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return left.id < right.id ? -1 : 1;
}

function bySortKey(left: Record<string, unknown>, right: Record<string, unknown>): number {
  return String(left.sk) < String(right.sk) ? -1 : 1;
}
