import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../platform/aws/table.ts';
import { destinationPrefix, orderSourcePrefix, poolPrefix, rulePrefix, sitePartition } from '../item-key.ts';

const kinds = [
  { name: 'pools', prefix: poolPrefix },
  { name: 'rules', prefix: rulePrefix },
  { name: 'destinations', prefix: destinationPrefix },
  { name: 'order sources', prefix: orderSourcePrefix },
];

/** What a site has, in words by kind: `pools: shop-ads, shop-print`. Empty when it has nothing. Consistent. */
export async function readMembers(settings: Table, site: string): Promise<string[]> {
  const pages = paginateQuery(
    { client: settings.documents },
    {
      TableName: settings.name,
      KeyConditionExpression: 'pk = :site',
      ProjectionExpression: 'sk',
      ExpressionAttributeValues: { ':site': sitePartition(site) },
      ConsistentRead: true,
    },
  );
  const keys: string[] = [];
  for await (const { Items = [] } of pages) keys.push(...Items.map(({ sk }) => String(sk)));
  return kinds.flatMap(({ name, prefix }) => {
    const ids = keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    return ids.length === 0 ? [] : [`${name}: ${ids.join(', ')}`];
  });
}
