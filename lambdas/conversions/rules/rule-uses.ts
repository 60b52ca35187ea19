import type { TransactItem } from '../../platform/aws/transact.ts';
import { destinationItem } from '../../settings/item-key.ts';
import type { StoredRule } from './rule.ts';

/** Notes at a destination, which must be there, that a rule names it: so it cannot be deleted under the rule. */
export function addUse(table: string, rule: StoredRule, destination: string): TransactItem {
  const isThere = 'attribute_exists(pk)';
  return use(table, rule, { destination, change: 'ADD', ConditionExpression: isThere });
}

/** Takes that note away. A destination without it has none of it. */
export function dropUse(table: string, rule: StoredRule, destination: string): TransactItem {
  const isNoted = 'contains(usedBy, :rule)';
  return use(table, rule, {
    destination,
    change: 'DELETE',
    ConditionExpression: isNoted,
    values: { ':rule': rule.id },
  });
}

interface Use {
  readonly destination: string;
  readonly change: 'ADD' | 'DELETE';
  readonly ConditionExpression: string;
  readonly values?: Record<string, unknown>;
}

function use(table: string, rule: StoredRule, { destination, change, ConditionExpression, values }: Use): TransactItem {
  return {
    Update: {
      TableName: table,
      Key: destinationItem(rule.site, destination),
      UpdateExpression: `${change} usedBy :rules`,
      ConditionExpression,
      ExpressionAttributeValues: { ':rules': new Set([rule.id]), ...values },
    },
  };
}
