import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed } from '../platform/aws/condition-failed.ts';
import type { Table } from '../platform/aws/table.ts';

/** What changes with a revision; the rest of a conversion stays as it was opened. */
const revised: ReadonlySet<string> = new Set(['value', 'revision', 'state']);

/**
 * Puts the item of a conversion, as its call was written with it; nothing happens when it lies there with that revision, or a newer one.
 * Of one that is there already only what changes is written: a newer version may have put more beside it. The stream starts its deliveries.
 */
export async function putConversion(calls: Table, item: Readonly<Record<string, unknown>>): Promise<void> {
  const { pk, sk, ...fields } = item;
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
