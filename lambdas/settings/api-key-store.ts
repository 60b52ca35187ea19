import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../platform/table.ts';
import { type ApiKey, type ApiKeyItem, apiKey } from './api-key.ts';
import { apiKeyItem } from './item-key.ts';

/** The key whose secret has this hash; undefined when there is none. Expired keys are found too. */
export async function findApiKey(settings: Table, hash: string): Promise<ApiKey | undefined> {
  const { Item } = await settings.documents.send(
    new GetCommand({ TableName: settings.name, Key: apiKeyItem(hash), ConsistentRead: true }),
  );
  return Item && apiKey.parse(Item);
}

/** Stores a key; the same secret again takes the new role, sites and expiry. */
export async function putApiKey(settings: Table, { hash, ...key }: ApiKeyItem): Promise<void> {
  await settings.documents.send(new PutCommand({ TableName: settings.name, Item: { ...apiKeyItem(hash), ...key } }));
}
