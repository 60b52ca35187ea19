import type { Table } from '../../platform/aws/table.ts';
import { transact } from '../../platform/aws/transact.ts';
import { notFound } from '../../platform/http/problem.ts';
import { ruleItem } from '../../settings/item-key.ts';
import { conflicted, retryOnConflict } from '../../settings/retry-on-conflict.ts';
import { unregister } from '../../settings/sites/site-members.ts';
import { rulesVersionAfter } from './rule.ts';
import { readRule } from './rule-settings-store.ts';
import { dropUse } from './rule-uses.ts';

/** Deletes a rule; conversions that it opened live on with their copy of it. Throws 404 when there is none. */
export function deleteRule(settings: Table, id: string): Promise<void> {
  return retryOnConflict(async () => {
    const rule = await readRule(settings, id);
    if (rule === undefined) throw notFound(`there is no rule ${id}`);
    const failed = await transact(settings.documents, [
      {
        Delete: {
          TableName: settings.name,
          Key: ruleItem(rule.site, id),
          ConditionExpression: 'version = :seen',
          ExpressionAttributeValues: { ':seen': rule.version },
        },
      },
      ...unregister(settings.name, 'rules', rule, `${rulesVersionAfter(rule)} deleted`),
      ...[...new Set(rule.destinations)].map((destination) => dropUse(settings.name, rule, destination)),
    ]);
    return failed.length === 0 ? undefined : conflicted;
  });
}
