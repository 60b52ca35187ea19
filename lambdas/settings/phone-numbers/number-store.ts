import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchGet } from '../../platform/aws/batch-get.ts';
import { readKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { TransactItem } from '../../platform/aws/transact.ts';
import { numberNowItem, numberPartition, numberSinceItem, sincePrefix } from '../item-key.ts';
import { knownOrConflict } from '../unsupported.ts';
import { type NumberNow, numberNow } from './number-role.ts';

/**
 * What these numbers do now, by number; those that were never used are missing. Consistent. Throws a 409 for one of a newer version:
 * it may be in use.
 */
export async function readNumbers(settings: Table, numbers: readonly string[]): Promise<Map<string, NumberNow>> {
  const items = await numberItems(settings, numbers);
  return byNumber(items.map((item) => knownOrConflict(numberNow, item, String(item.pk).replace('NUMBER#', 'number '))));
}

/** The same for who only looks: those of a newer version are missing, too. */
export async function readKnownNumbers(settings: Table, numbers: readonly string[]): Promise<Map<string, NumberNow>> {
  return byNumber(readKnown(numberNow, await numberItems(settings, numbers)));
}

function numberItems(settings: Table, numbers: readonly string[]) {
  return batchGet(settings, numbers.map(numberNowItem), { isConsistent: true });
}

function byNumber(numbers: readonly NumberNow[]): Map<string, NumberNow> {
  return new Map(numbers.map((now) => [now.number, now]));
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

/** Holds as long as the number does what it does now. */
export function staysAs(table: string, { number, version }: NumberNow): TransactItem {
  const unchanged = { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': version } };
  return { ConditionCheck: { TableName: table, Key: numberNowItem(number), ...unchanged } };
}

const formerRole = z.object({ pool: z.string(), shard: z.number().int().optional() });

/** The shard in which the number's slot of that pool lies, if it was ever leased there. Throws a 409 where only a newer version knows it. */
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
    const former = Items.map((item) => knownOrConflict(formerRole, item, `number ${number}`)).find(
      (role) => role.pool === pool && role.shard !== undefined,
    );
    if (former !== undefined) return former.shard;
  }
  return undefined;
}
