import { batchGet } from '../platform/batch-get.ts';
import type { Listed, Page } from '../platform/list-page.ts';
import type { Table } from '../platform/table.ts';
import { destinationItem, destinationPointer, destinationPointers } from '../settings/item-key.ts';
import { readItem, readMember } from '../settings/item-store.ts';
import { listOfSites, type OfSites } from '../settings/list-store.ts';
import { type StoredDestination, storedDestination } from './stored-destination.ts';

/** A destination of a site. Consistent. */
export async function readDestination(
  settings: Table,
  site: string,
  id: string,
): Promise<StoredDestination | undefined> {
  const item = await readItem(settings, destinationItem(site, id));
  return item && storedDestination.parse(item);
}

/** A destination by its id alone. Consistent. */
export async function findDestination(settings: Table, id: string): Promise<StoredDestination | undefined> {
  const item = await readMember(settings, destinationPointer(id), (site) => destinationItem(site, id));
  return item && storedDestination.parse(item);
}

/** Those of the named destinations that the site has, in any order. Consistent. */
export async function readDestinations(
  settings: Table,
  site: string,
  ids: readonly string[],
): Promise<StoredDestination[]> {
  const items = await batchGet(
    settings,
    ids.map((id) => destinationItem(site, id)),
    { isConsistent: true },
  );
  return items.map((item) => storedDestination.parse(item));
}

/** Destinations by id. */
export async function listDestinations(settings: Table, page: Page, of: OfSites): Promise<Listed<StoredDestination>> {
  const kind = { pointers: destinationPointers, keyOf: destinationItem };
  const { items, ...rest } = await listOfSites(settings, kind, page, of);
  return { items: items.map((item) => storedDestination.parse(item)), ...rest };
}
