import type { ItemKey } from '../platform/aws/table.ts';
import type { TransactItem } from '../platform/aws/transact.ts';

/**
 * Writes these fields of an item if it is still the version that was read, or not there if there was none. An update rather than a put: what
 * else the item holds stays. A field that is undefined is taken away. `besides`: conditions that must hold, too.
 */
export function writeUnchanged(
  table: string,
  key: ItemKey,
  before: { readonly version: number } | undefined,
  fields: Readonly<Record<string, unknown>> & { readonly version: number },
  besides: readonly string[] = [],
): TransactItem {
  const all = Object.entries(fields);
  const present = all.filter(([, value]) => value !== undefined);
  const absent = all.filter(([, value]) => value === undefined).map(([name]) => `#${name}`);
  const set = `SET ${present.map(([name]) => `#${name} = :${name}`).join(', ')}`;
  const isUnchanged = before === undefined ? 'attribute_not_exists(pk)' : '#version = :seen';
  return {
    Update: {
      TableName: table,
      Key: { ...key },
      UpdateExpression: absent.length === 0 ? set : `${set} REMOVE ${absent.join(', ')}`,
      ConditionExpression: [isUnchanged, ...besides].join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(all.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(present.map(([name, value]) => [`:${name}`, value])),
        ...(before !== undefined && { ':seen': before.version }),
      },
    },
  };
}
