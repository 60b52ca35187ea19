import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readKnown, readWhatIsKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { Listed, Page } from '../../platform/http/list-page.ts';
import { callerItem, callersPartition } from '../item-key.ts';
import { readItem } from '../item-store.ts';
import { listPartition } from '../list-store.ts';
import { type CallerListName, type ListedCaller, listedCaller } from './caller-list.ts';

/** The list of a site that has the number: one item is read, however long the lists are. Consistent. */
export async function readCallerList(
  settings: Table,
  site: string,
  number: string,
): Promise<CallerListName | undefined> {
  const item = await readItem(settings, callerItem(site, number));
  return item && readWhatIsKnown(listedCaller, item)?.value.list;
}

/** The numbers on a site's lists, by number. */
export async function listCallers(settings: Table, site: string, page: Page): Promise<Listed<ListedCaller>> {
  const { items, ...rest } = await listPartition(settings, callersPartition(site), page);
  return { items: readKnown(listedCaller, items), ...rest };
}

/** Whether any number is on a list of the site. */
export async function hasListedCallers(settings: Table, site: string): Promise<boolean> {
  const { Items = [] } = await settings.documents.send(
    new QueryCommand({
      TableName: settings.name,
      KeyConditionExpression: 'pk = :callers',
      ExpressionAttributeValues: { ':callers': callersPartition(site) },
      Limit: 1,
      ConsistentRead: true,
    }),
  );
  return Items.length > 0;
}

/** Puts a number on a list of the site, instead of the one that it was on. */
export async function putListedCaller(settings: Table, site: string, caller: ListedCaller): Promise<void> {
  await settings.documents.send(
    new PutCommand({ TableName: settings.name, Item: { ...callerItem(site, caller.number), ...caller } }),
  );
}

/** Takes a number off the list that it is on, if it is on any. */
export async function deleteListedCaller(settings: Table, site: string, number: string): Promise<void> {
  await settings.documents.send(new DeleteCommand({ TableName: settings.name, Key: callerItem(site, number) }));
}
