import { conflict, notFound } from '../platform/problem.ts';
import type { Table } from '../platform/table.ts';
import { transact } from '../platform/transact.ts';
import { destinationItem } from '../settings/item-key.ts';
import { overtaken, untilSettled } from '../settings/rounds.ts';
import { withdraw } from '../settings/site-members.ts';
import { findDestination } from './destination-store.ts';

/** Deletes a destination and its secrets. Throws 404 when there is none, and 409 while rules name it. */
export function deleteDestination(
  settings: Table,
  id: string,
  forgetSecrets: (id: string) => Promise<void>,
): Promise<void> {
  return untilSettled(async () => {
    const destination = await findDestination(settings, id);
    if (destination === undefined) throw notFound(`there is no destination ${id}`);
    const rules = [...(destination.usedBy ?? [])].sort();
    if (rules.length > 0) throw conflict(`destination ${id} is named by rules: ${rules.join(', ')}`);
    const failed = await transact(settings.documents, [
      {
        Delete: {
          TableName: settings.name,
          Key: destinationItem(destination.site, id),
          ConditionExpression: 'version = :seen AND attribute_not_exists(usedBy)',
          ExpressionAttributeValues: { ':seen': destination.version },
        },
      },
      ...withdraw(settings.name, 'destinations', destination),
    ]);
    if (failed.length > 0) return overtaken;
    if (destination.secretNames.length > 0) await forgetSecrets(id);
    return undefined;
  });
}
