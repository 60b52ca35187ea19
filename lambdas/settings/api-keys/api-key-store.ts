import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { apiKeyItem } from '../item-key.ts';
import { readItem } from '../item-store.ts';
import { type ApiKey, type ApiKeyItem, apiKey } from './api-key.ts';

/** The key whose secret has this hash; undefined when there is none, or its role is of a newer version. Expired keys are found too. */
export async function findApiKey(settings: Table, hash: string): Promise<ApiKey | undefined> {
  const item = await readItem(settings, apiKeyItem(hash));
  return item && readIfKnown(apiKey, item);
}

/** Stores a key; the same secret again takes the new role, sites and expiry. */
export async function putApiKey(settings: Table, { hash, ...key }: ApiKeyItem): Promise<void> {
  await settings.documents.send(new PutCommand({ TableName: settings.name, Item: { ...apiKeyItem(hash), ...key } }));
}
