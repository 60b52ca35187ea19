import type { Table } from '../../platform/aws/table.ts';
import { transact } from '../../platform/aws/transact.ts';
import { conflict, notFound } from '../../platform/http/problem.ts';
import { destinationItem } from '../item-key.ts';
import { conflicted, retryOnConflict } from '../retry-on-conflict.ts';
import { unregister } from '../sites/site-members.ts';
import { readStoredSite } from '../sites/stored-site-store.ts';
import { subscribersWrite, withSubscriptions } from '../sites/subscribers.ts';
import { deleteUnused, putOutOfUse } from '../unused-secrets-store.ts';
import { accountWrites } from './account-throttle-store.ts';
import { destinationSecretHolder, findDestination } from './destination-store.ts';
import { dropDigest } from './digest-entry.ts';
import { secretsPlace } from './stored-destination.ts';

/** What is needed to delete a destination. */
export interface DeleteDependencies {
  readonly settings: Table;
  readonly deleteSecrets: (place: string) => Promise<void>;
}

/** Deletes a destination and its secrets. Throws 404 when there is none, and 409 while rules name it. `now` in ms. */
export async function deleteDestination(
  { settings, deleteSecrets }: DeleteDependencies,
  id: string,
  now: number,
): Promise<void> {
  const left = await retryOnConflict(async () => {
    const destination = await findDestination(settings, id);
    if (destination === undefined) throw notFound(`there is no destination ${id}`);
    const rules = [...(destination.usedBy ?? [])].sort();
    if (rules.length > 0) throw conflict(`destination ${id} is named by rules: ${rules.join(', ')}`);
    const place = secretsPlace(destination);
    const site = await readStoredSite(settings, destination.site);
    const { subscribers } = site ?? {};
    const failed = await transact(settings.documents, [
      {
        Delete: {
          TableName: settings.name,
          Key: destinationItem(destination.site, id),
          ConditionExpression: 'version = :seen AND attribute_not_exists(usedBy)',
          ExpressionAttributeValues: { ':seen': destination.version },
        },
      },
      ...unregister(settings.name, 'destinations', destination),
      ...accountWrites(settings.name, destination, undefined),
      dropDigest(settings.name, id),
      ...subscribersWrite(
        settings.name,
        destination.site,
        subscribers,
        withSubscriptions(subscribers ?? {}, id, [], now),
      ),
      ...(place === undefined ? [] : [putOutOfUse(settings.name, destinationSecretHolder, place, now)]),
    ]);
    return failed.length > 0 ? conflicted : place;
  });
  // The destination is gone; secrets that stay for now, the sweep deletes.
  if (left !== undefined)
    await Promise.allSettled([deleteUnused(settings, destinationSecretHolder, left, deleteSecrets)]);
}
