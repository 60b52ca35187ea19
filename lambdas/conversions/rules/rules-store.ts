import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { rulePrefix, sitePartition, sitePointer } from '../../settings/item-key.ts';
import { readItem } from '../../settings/item-store.ts';
import { type Rule, rule } from './rule.ts';

/** The present rules of a site that this version knows, by id. Consistent. */
export async function readRules(settings: Table, site: string): Promise<Rule[]> {
  const pages = paginateQuery(
    { client: settings.documents },
    {
      TableName: settings.name,
      KeyConditionExpression: 'pk = :site AND begins_with(sk, :rules)',
      ExpressionAttributeValues: { ':site': sitePartition(site), ':rules': rulePrefix },
      ConsistentRead: true,
    },
  );
  const rules: Rule[] = [];
  for await (const { Items = [] } of pages) rules.push(...Items.flatMap((item) => readIfKnown(rule, item) ?? []));
  return rules;
}

/** Changes with every rule of the site that is made, changed or deleted; undefined as long as none was. Consistent. */
export async function readRulesVersion(settings: Table, site: string): Promise<string | undefined> {
  const pointer = await readItem(settings, sitePointer(site));
  // Only whether it is another one matters, whatever a newer version writes there.
  return pointer?.rulesVersion === undefined ? undefined : JSON.stringify(pointer.rulesVersion);
}
