import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../platform/table.ts';
import { siteItem } from './item-key.ts';
import { type StoredSite, storedSite } from './stored-site.ts';

/** The site alone, as its writers need it. Consistent. */
export async function readStoredSite(settings: Table, id: string): Promise<StoredSite | undefined> {
  const { Item } = await settings.documents.send(
    new GetCommand({ TableName: settings.name, Key: siteItem(id), ConsistentRead: true }),
  );
  return Item && storedSite.parse(Item);
}
