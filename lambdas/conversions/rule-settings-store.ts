import type { Listed, Page } from '../platform/list-page.ts';
import type { Table } from '../platform/table.ts';
import { ruleItem, rulePointer, rulePointers } from '../settings/item-key.ts';
import { readMember } from '../settings/item-store.ts';
import { listOfSites, type OfSites } from '../settings/list-store.ts';
import { type Rule, rule, type StoredRule, storedRule } from './rule.ts';

/** A rule by its id alone. Consistent. */
export async function readRule(settings: Table, id: string): Promise<StoredRule | undefined> {
  const item = await readMember(settings, rulePointer(id), (site) => ruleItem(site, id));
  return item && storedRule.parse(item);
}

/** Rules by id. */
export async function listRules(settings: Table, page: Page, of: OfSites): Promise<Listed<Rule>> {
  const { items, ...rest } = await listOfSites(settings, { pointers: rulePointers, keyOf: ruleItem }, page, of);
  return { items: items.map((item) => rule.parse(item)), ...rest };
}
