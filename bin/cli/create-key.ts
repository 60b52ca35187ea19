import { unknownSite } from '../../lambdas/calls/match/match-facts.ts';
import type { Table } from '../../lambdas/platform/aws/table.ts';
import { type ApiKeyRole, createKey } from '../../lambdas/settings/api-keys/api-key.ts';
import { putApiKey } from '../../lambdas/settings/api-keys/api-key-store.ts';
import { siteItem } from '../../lambdas/settings/item-key.ts';
import { readItem } from '../../lambdas/settings/item-store.ts';
import { CliError } from './cli-error.ts';
import { type SettingsPlace, withSettings } from './settings-table.ts';

export interface KeyRequest {
  readonly role: ApiKeyRole;
  /** A stable name for whoever uses the key. */
  readonly source: string;
  readonly sites?: readonly string[] | undefined;
  /** ms since 1970 */
  readonly expiresAt?: number | undefined;
}

/**
 * Stores a new API key in a table `Settings`, with the AWS credentials of the environment; gives its secret, which nothing shows again.
 * Throws a `CliError` that names the sites that do not exist: a key that is limited to such a one sees nothing, and does not say why.
 */
export async function createApiKey(
  table: Pick<SettingsPlace, 'tableName' | 'region'>,
  request: KeyRequest,
): Promise<string> {
  const { item, secret } = createKey(request, Date.now());
  await withSettings(table, async (settings) => {
    await requireSites(settings, request.sites ?? []);
    await putApiKey(settings, item);
  });
  return secret;
}

async function requireSites(settings: Table, sites: readonly string[]): Promise<void> {
  const asked = sites.filter((id) => id !== unknownSite);
  const found = await Promise.all(asked.map((id) => readItem(settings, siteItem(id))));
  const missing = asked.filter((_, index) => found[index] === undefined);
  if (missing.length > 0) throw new CliError(`there is no site ${missing.join(', ')}: make it first`);
}

/** Puts the local run's management key into its table. The same key again changes nothing. */
export async function putLocalKey(local: { tableName: string; endpoint: string; secret: string }): Promise<void> {
  const { item } = createKey({ role: 'admin', source: 'local', secret: local.secret }, Date.now());
  await withSettings(local, (settings) => putApiKey(settings, item));
}
