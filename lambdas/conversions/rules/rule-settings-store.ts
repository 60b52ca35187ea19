import type { Table } from '../../platform/aws/table.ts';
import type { Listed, Page } from '../../platform/http/list-page.ts';
import { ruleItem, rulePointer, rulePointers } from '../../settings/item-key.ts';
import { readMember } from '../../settings/item-store.ts';
import { listOfSites, type OfSites } from '../../settings/list-store.ts';
import { knownOrConflict, listedIfKnown, type Unsupported } from '../../settings/unsupported.ts';
import { type Rule, rule, type StoredRule, storedRule } from './rule.ts';

/** A rule by its id alone. Consistent. Throws a 409 for one of a newer version. */
export async function readRule(settings: Table, id: string): Promise<StoredRule | undefined> {
  const item = await readMember(settings, rulePointer(id), (site) => ruleItem(site, id));
  return item && knownOrConflict(storedRule, item, `rule ${id}`);
}

/** Rules by id. */
export async function listRules(settings: Table, page: Page, of: OfSites): Promise<Listed<Rule | Unsupported>> {
  const { items, ...rest } = await listOfSites(settings, { pointers: rulePointers, keyOf: ruleItem }, page, of);
  return { items: listedIfKnown(rule, items), ...rest };
}
