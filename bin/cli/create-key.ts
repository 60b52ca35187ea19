import { type ApiKeyRole, createKey } from '../../lambdas/settings/api-keys/api-key.ts';
import { putApiKey } from '../../lambdas/settings/api-keys/api-key-store.ts';
import { type SettingsPlace, withSettings } from './settings-table.ts';

export interface KeyRequest {
  readonly role: ApiKeyRole;
  /** A stable name for whoever uses the key. */
  readonly source: string;
  readonly sites?: readonly string[] | undefined;
  /** ms since 1970 */
  readonly expiresAt?: number | undefined;
}

/** Stores a new API key in a table `Settings`, with the AWS credentials of the environment; gives its secret, which nothing shows again. */
export async function createApiKey(
  table: Pick<SettingsPlace, 'tableName' | 'region'>,
  request: KeyRequest,
): Promise<string> {
  const { item, secret } = createKey(request, Date.now());
  await withSettings(table, (settings) => putApiKey(settings, item));
  return secret;
}

/** Puts the local run's management key into its table. The same key again changes nothing. */
export async function putLocalKey(local: { tableName: string; endpoint: string; secret: string }): Promise<void> {
  const { item } = createKey({ role: 'admin', source: 'local', secret: local.secret }, Date.now());
  await withSettings(local, (settings) => putApiKey(settings, item));
}
