import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Table } from '../platform/table.ts';
import { destinationItem } from '../settings/item-key.ts';

/** A destination as its owner set it up; its secrets lie elsewhere. */
const storedDestination = z.object({ type: z.string(), settings: z.record(z.string(), z.unknown()) });
export type StoredDestination = Readonly<z.infer<typeof storedDestination>>;

/** Undefined when the site has no such destination. Consistent, so that a correction holds for the next attempt. */
export async function readDestination(
  settings: Table,
  site: string,
  id: string,
): Promise<StoredDestination | undefined> {
  const { Item } = await settings.documents.send(
    new GetCommand({ TableName: settings.name, Key: destinationItem(site, id), ConsistentRead: true }),
  );
  return Item && storedDestination.parse(Item);
}
