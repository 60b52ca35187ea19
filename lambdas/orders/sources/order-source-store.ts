import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { settingsPartitions } from '../../platform/aws/table-keys.ts';
import type { Listed, Page } from '../../platform/http/list-page.ts';
import { orderSourceItem, orderSourcePointer, orderSourcePointers } from '../../settings/item-key.ts';
import { readMember } from '../../settings/item-store.ts';
import { listOfSites, type OfSites } from '../../settings/list-store.ts';
import { knownOrConflict, listedIfKnown, type Unsupported } from '../../settings/unsupported.ts';
import type { SecretHolder } from '../../settings/unused-secrets-store.ts';
import { type StoredOrderSource, storedOrderSource } from './order-source.ts';

/** A source for who listens to its sender; undefined also when a newer version wrote it. Consistent. */
export async function readOrderSource(settings: Table, id: string): Promise<StoredOrderSource | undefined> {
  const item = await itemOf(settings, id);
  return item && readIfKnown(storedOrderSource, item);
}

/** A source that is to be shown or changed. Consistent. Throws a 409 for one of a newer version. */
export async function findOrderSource(settings: Table, id: string): Promise<StoredOrderSource | undefined> {
  const item = await itemOf(settings, id);
  return item && knownOrConflict(storedOrderSource, item, `order source ${id}`);
}

/** Sources by id. */
export async function listOrderSources(
  settings: Table,
  page: Page,
  of: OfSites,
): Promise<Listed<StoredOrderSource | Unsupported>> {
  const kind = { pointers: orderSourcePointers, keyOf: orderSourceItem };
  const { items, ...rest } = await listOfSites(settings, kind, page, of);
  return { items: listedIfKnown(storedOrderSource, items), ...rest };
}

function itemOf(settings: Table, id: string): Promise<Record<string, unknown> | undefined> {
  return readMember(settings, orderSourcePointer(id), (site) => orderSourceItem(site, id));
}

/** Order sources have secrets; each place begins with whose they are. */
export const orderSourceSecretHolder: SecretHolder = {
  unused: settingsPartitions.unusedOrderSourceSecrets,
  async names(settings, place) {
    const source = await findOrderSource(settings, place.split('/', 1).join(''));
    return source?.secretsAt === place;
  },
};
