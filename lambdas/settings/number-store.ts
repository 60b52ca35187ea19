import { BatchGetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Table } from '../platform/table.ts';
import type { TransactItem } from '../platform/transact.ts';
import { type ItemKey, numberNowItem, numberPartition, numberSinceItem, sincePrefix } from './item-key.ts';
import { type NumberNow, numberNow } from './number-role.ts';

/** What these numbers do now, by number; those that were never used are missing. Consistent. At most 100. */
export async function readNumbers(settings: Table, numbers: readonly string[]): Promise<Map<string, NumberNow>> {
  const items = await batchGet(settings, [...new Set(numbers)].map(numberNowItem));
  return new Map(items.map((item) => numberNow.parse(item)).map((now) => [now.number, now]));
}

/** The items of these keys, as far as they exist, in any order. Consistent. At most 100. */
export async function batchGet(settings: Table, keys: readonly ItemKey[]): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let missing: Record<string, unknown>[] = keys.map((key) => ({ ...key })); missing.length > 0; ) {
    const { Responses, UnprocessedKeys } = await settings.documents.send(
      new BatchGetCommand({ RequestItems: { [settings.name]: { Keys: missing, ConsistentRead: true } } }),
    );
    items.push(...(Responses?.[settings.name] ?? []));
    missing = UnprocessedKeys?.[settings.name]?.Keys ?? [];
  }
  return items;
}

/** The writes that give a number its new role: the role itself if nobody changed it meanwhile, and a line of history. */
export function numberWrites(table: string, before: NumberNow | undefined, after: NumberNow): TransactItem[] {
  const { number, pool, site, role, was, forwards, shard, since } = after;
  const unchanged =
    before === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': before.version } };
  return [
    { Put: { TableName: table, Item: { ...numberNowItem(number), ...after }, ...unchanged } },
    { Put: { TableName: table, Item: { ...numberSinceItem(number, since), pool, site, role, was, forwards, shard } } },
  ];
}

const formerRole = z.object({ pool: z.string(), shard: z.number().int().optional() });

/** The shard in which the number's slot of that pool lies, if it was ever leased there. */
export async function formerShard(settings: Table, number: string, pool: string): Promise<number | undefined> {
  const pages = paginateQuery(
    { client: settings.documents },
    {
      TableName: settings.name,
      KeyConditionExpression: 'pk = :number AND begins_with(sk, :since)',
      ExpressionAttributeValues: { ':number': numberPartition(number), ':since': sincePrefix },
      ScanIndexForward: false,
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) {
    const former = Items.map((item) => formerRole.parse(item)).find(
      (role) => role.pool === pool && role.shard !== undefined,
    );
    if (former !== undefined) return former.shard;
  }
  return undefined;
}
