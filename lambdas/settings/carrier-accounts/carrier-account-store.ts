import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { settingsPartitions } from '../../platform/aws/table-keys.ts';
import type { Listed, Page } from '../../platform/http/list-page.ts';
import { carrierAccountItem, carrierAccounts } from '../item-key.ts';
import { readItem } from '../item-store.ts';
import { listPartition } from '../list-store.ts';
import { knownOrConflict } from '../unsupported.ts';
import type { SecretHolder } from '../unused-secrets-store.ts';
import { type StoredCarrierAccount, storedCarrierAccount, type unsupportedCarrierAccount } from './carrier-account.ts';

/** An account for who listens to its carrier; undefined also when a newer version wrote it. Consistent. */
export async function readCarrierAccount(settings: Table, id: string): Promise<StoredCarrierAccount | undefined> {
  const item = await readItem(settings, carrierAccountItem(id));
  return item && readIfKnown(storedCarrierAccount, item);
}

/** An account that is to be shown or changed. Consistent. Throws a 409 for one of a newer version. */
export async function findCarrierAccount(settings: Table, id: string): Promise<StoredCarrierAccount | undefined> {
  const item = await readItem(settings, carrierAccountItem(id));
  return item && knownOrConflict(storedCarrierAccount, item, `carrier account ${id}`);
}

/** Accounts by id. */
export async function listCarrierAccounts(
  settings: Table,
  page: Page,
): Promise<Listed<StoredCarrierAccount | UnsupportedCarrierAccount>> {
  const { items, ...rest } = await listPartition(settings, carrierAccounts, page);
  return {
    items: items.map((item) => readIfKnown(storedCarrierAccount, item) ?? { id: String(item.sk), unsupported: true }),
    ...rest,
  };
}

type UnsupportedCarrierAccount = Readonly<(typeof unsupportedCarrierAccount)['_zod']['output']>;

/** Carrier accounts have secrets; each place begins with whose they are. */
export const carrierSecretHolder: SecretHolder = {
  unused: settingsPartitions.unusedCarrierSecrets,
  async names(settings, place) {
    const account = await findCarrierAccount(settings, place.split('/', 1).join(''));
    return account?.secretsAt === place;
  },
};
