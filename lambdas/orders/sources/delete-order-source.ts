import { transact } from '../../platform/aws/transact.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { SecretDependencies } from '../../settings/give-secrets.ts';
import { orderSourceItem } from '../../settings/item-key.ts';
import { conflicted, retryOnConflict } from '../../settings/retry-on-conflict.ts';
import { unregister } from '../../settings/sites/site-members.ts';
import { deleteUnused, putOutOfUse } from '../../settings/unused-secrets-store.ts';
import { findOrderSource, orderSourceSecretHolder } from './order-source-store.ts';

/** Deletes an order source and its secrets: what its sender sends from then on is refused. Throws 404 when there is none. `now` in ms. */
export async function deleteOrderSource(
  { settings, deleteSecrets }: Pick<SecretDependencies, 'settings' | 'deleteSecrets'>,
  id: string,
  now: number,
): Promise<void> {
  const left = await retryOnConflict(async () => {
    const source = await findOrderSource(settings, id);
    if (source === undefined) throw notFound(`there is no order source ${id}`);
    const isUnchanged = {
      ConditionExpression: 'version = :seen',
      ExpressionAttributeValues: { ':seen': source.version },
    };
    const failed = await transact(settings.documents, [
      { Delete: { TableName: settings.name, Key: orderSourceItem(source.site, id), ...isUnchanged } },
      ...unregister(settings.name, 'orderSources', source),
      putOutOfUse(settings.name, orderSourceSecretHolder, source.secretsAt, now),
    ]);
    return failed.length > 0 ? conflicted : source.secretsAt;
  });
  // The source is gone; secrets that stay for now, the sweep deletes.
  await Promise.allSettled([deleteUnused(settings, orderSourceSecretHolder, left, deleteSecrets)]);
}
