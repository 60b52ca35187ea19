import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../platform/table.ts';
import { rulePrefix, sitePartition } from '../settings/item-key.ts';
import { type Rule, rule } from './rule.ts';

/** The present rules of a site, by id. Consistent. */
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
  for await (const { Items = [] } of pages) rules.push(...Items.map((item) => rule.parse(item)));
  return rules;
}
