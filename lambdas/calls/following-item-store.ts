import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed } from '../platform/aws/condition-failed.ts';
import type { Table } from '../platform/aws/table.ts';

/**
 * Puts an item that its call was written with; nothing happens when it lies there with that `revision`, or a newer one. Of one that is
 * there already only the `revised` attributes are written: the rest stays as it was first, and a newer version may have put more beside it.
 */
export async function putFollowingItem(
  calls: Table,
  item: Readonly<Record<string, unknown>>,
  revised: ReadonlySet<string>,
): Promise<void> {
  const { pk, sk, ...given } = item;
  const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const names = Object.keys(fields);
  const set = (name: string) => (revised.has(name) ? `:${name}` : `if_not_exists(#${name}, :${name})`);
  const isNewer = 'attribute_not_exists(revision) OR revision < :revision';
  try {
    await calls.documents.send(
      new UpdateCommand({
        TableName: calls.name,
        Key: { pk, sk },
        ConditionExpression: isNewer,
        UpdateExpression: `SET ${names.map((name) => `#${name} = ${set(name)}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, fields[name]])),
      }),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}
