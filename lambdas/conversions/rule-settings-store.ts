import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Listed, Page } from '../platform/list-page.ts';
import type { Table } from '../platform/table.ts';
import { type ItemKey, ruleItem, rulePointer, rulePointers } from '../settings/item-key.ts';
import { listOfSites } from '../settings/list-store.ts';
import { type Rule, rule, type StoredRule, storedRule } from './rule.ts';

const pointer = z.object({ site: z.string() });

/** A rule by its id alone. Consistent. */
export async function readRule(settings: Table, id: string): Promise<StoredRule | undefined> {
  const found = await get(settings, rulePointer(id));
  if (found === undefined) return undefined;
  const item = await get(settings, ruleItem(pointer.parse(found).site, id));
  return item && storedRule.parse(item);
}

/** Rules by id, of `wanted` sites. */
export async function listRules(settings: Table, page: Page, wanted: (site: string) => boolean): Promise<Listed<Rule>> {
  const { items, ...rest } = await listOfSites(settings, { pointers: rulePointers, keyOf: ruleItem }, page, wanted);
  return { items: items.map((item) => rule.parse(item)), ...rest };
}

async function get(settings: Table, key: ItemKey): Promise<Record<string, unknown> | undefined> {
  const { Item } = await settings.documents.send(
    new GetCommand({ TableName: settings.name, Key: { ...key }, ConsistentRead: true }),
  );
  return Item;
}
