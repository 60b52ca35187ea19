import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Table } from '../../platform/aws/table.ts';
import { cursorOf, type Listed, type Page } from '../../platform/http/list-page.ts';
import { removedNumberItem, removedPartition } from '../item-key.ts';
import type { NumberNow } from './number-role.ts';
import { readKnownNumbers } from './number-store.ts';

/**
 * Notes numbers that are about to be taken out of a site's pools, so that they are found again. It comes before the removal itself:
 * one that is lost in between leaves a line that tells of nothing.
 */
export async function noteRemoved(
  settings: Table,
  site: string,
  numbers: readonly Pick<NumberNow, 'number'>[],
): Promise<void> {
  await Promise.all(
    numbers.map(({ number }) =>
      settings.documents.send(
        new PutCommand({ TableName: settings.name, Item: { ...removedNumberItem(site, number), site } }),
      ),
    ),
  );
}

const line = z.object({ sk: z.string() });

/** Numbers that are in no pool now, and were in one of this site last, by number. Consistent. A part may hold fewer than its limit. */
export async function listRemoved(settings: Table, site: string, { limit, after }: Page): Promise<Listed<NumberNow>> {
  const { Items = [], LastEvaluatedKey } = await settings.documents.send(
    new QueryCommand({
      TableName: settings.name,
      KeyConditionExpression: 'pk = :removed',
      ExpressionAttributeValues: { ':removed': removedPartition(site) },
      Limit: limit,
      ConsistentRead: true,
      ...(after !== undefined && { ExclusiveStartKey: removedNumberItem(site, after) }),
    }),
  );
  const numbers = Items.map((item) => line.parse(item).sk);
  const items: NumberNow[] = [];
  for (let done = 0; done < numbers.length; done += 100) {
    const now = await readKnownNumbers(settings, numbers.slice(done, done + 100));
    items.push(...[...now.values()].filter((number) => number.role === 'none' && number.site === site));
  }
  items.sort((left, right) => (left.number < right.number ? -1 : 1));
  const last = numbers.at(-1);
  return { items, ...(last !== undefined && LastEvaluatedKey && { cursor: cursorOf(last) }) };
}
