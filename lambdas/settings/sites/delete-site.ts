import type { Table } from '../../platform/aws/table.ts';
import { transact } from '../../platform/aws/transact.ts';
import { conflict, notFound } from '../../platform/http/problem.ts';
import { hasListedCallers } from '../callers/caller-list-store.ts';
import { siteItem, siteKeyItem, sitePointer } from '../item-key.ts';
import { conflicted, retryOnConflict } from '../retry-on-conflict.ts';
import { hasNoMembers } from './site-members.ts';
import { readMembers } from './site-members-store.ts';
import { readStoredSite } from './stored-site-store.ts';

/** Deletes a site without pools, rules and destinations. Throws 404 when there is none, 409 that says by what it is in use. */
export function deleteSite(settings: Table, id: string): Promise<void> {
  return retryOnConflict(async () => {
    const site = await readStoredSite(settings, id);
    if (site === undefined) throw notFound(`there is no site ${id}`);
    if (await hasListedCallers(settings, id)) throw conflict(`site ${id} has numbers on its lists of callers`);
    const TableName = settings.name;
    const failed = await transact(settings.documents, [
      {
        Delete: {
          TableName,
          Key: sitePointer(id),
          ...hasNoMembers,
        },
      },
      {
        Delete: {
          TableName,
          Key: siteItem(id),
          ConditionExpression: 'version = :seen',
          ExpressionAttributeValues: { ':seen': site.version },
        },
      },
      { Delete: { TableName, Key: siteKeyItem(site.siteKey) } },
    ]);
    if (failed.length === 0) return undefined;
    const members = await readMembers(settings, id);
    if (members.length > 0) throw conflict(`site ${id} has ${members.join('; ')}`);
    return conflicted;
  });
}
