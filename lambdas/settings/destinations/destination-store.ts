import { batchGet } from '../../platform/aws/batch-get.ts';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { settingsPartitions } from '../../platform/aws/table-keys.ts';
import { type Listed, type Page, sortKeyOf } from '../../platform/http/list-page.ts';
import { destinationItem, destinationPointer, destinationPointers } from '../item-key.ts';
import { readItem, readMember } from '../item-store.ts';
import { listOfSites, type OfSites } from '../list-store.ts';
import { settingsIdForm } from '../settings-id.ts';
import { knownOrConflict, listedIfKnown, type Unsupported } from '../unsupported.ts';
import type { SecretHolder } from '../unused-secrets-store.ts';
import { destinationAt, type StoredDestination, secretsPlace, storedDestination } from './stored-destination.ts';

/** A destination of a site; `unknown` when a newer version wrote it. Consistent. */
export async function readDestination(
  settings: Table,
  site: string,
  id: string,
): Promise<StoredDestination | 'unknown' | undefined> {
  const item = await readItem(settings, destinationItem(site, id));
  return item && (readIfKnown(storedDestination, item) ?? 'unknown');
}

/** A destination by its id alone. Consistent. Throws a 409 for one of a newer version. */
export async function findDestination(settings: Table, id: string): Promise<StoredDestination | undefined> {
  const item = await readMember(settings, destinationPointer(id), (site) => destinationItem(site, id));
  return item && knownOrConflict(storedDestination, item, `destination ${id}`);
}

/** Destinations have secrets; each place begins with whose they are. */
export const destinationSecretHolder: SecretHolder = {
  unused: settingsPartitions.unusedSecrets,
  async names(settings, place) {
    const destination = await findDestination(settings, destinationAt(place));
    return destination !== undefined && secretsPlace(destination) === place;
  },
};

/** Which of the named destinations the site has. Consistent. */
export async function readDestinations(settings: Table, site: string, ids: readonly string[]): Promise<Set<string>> {
  const items = await batchGet(
    settings,
    ids.map((id) => destinationItem(site, id)),
    { isConsistent: true },
  );
  return new Set(items.map((item) => String(item.id)));
}

/** The ids of all destinations of a site. */
export async function siteDestinations(settings: Table, site: string): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const { items, cursor } = await listDestinations(settings, { limit: 200, after }, [site]);
    ids.push(...items.map(({ id }) => id));
    after = cursor && sortKeyOf(cursor, settingsIdForm);
  } while (after !== undefined);
  return ids;
}

/** Destinations by id. */
export async function listDestinations(
  settings: Table,
  page: Page,
  of: OfSites,
): Promise<Listed<StoredDestination | Unsupported>> {
  const kind = { pointers: destinationPointers, keyOf: destinationItem };
  const { items, ...rest } = await listOfSites(settings, kind, page, of);
  return { items: listedIfKnown(storedDestination, items), ...rest };
}
