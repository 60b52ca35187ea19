import * as z from 'zod';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import { getItem, type Table } from '../../platform/aws/table.ts';
import type { TransactItem } from '../../platform/aws/transact.ts';

const worth = z.object({ value: z.number(), purchases: z.number().int() });

/** What a person's calls came to so far: sales less refunds, in the site's currency, and how many calls led to a sale. */
export type CallerWorth = Readonly<z.infer<typeof worth>>;

/** Undefined where only a newer version can read it. One item is read, however many calls there are. Consistent. */
export async function readCallerWorth(calls: Table, person: string): Promise<CallerWorth | undefined> {
  const item = await getItem(calls, worthKey(person));
  return item === undefined ? { value: 0, purchases: 0 } : readIfKnown(worth, item);
}

/**
 * The write that adds what a call came to since it was written last. It belongs in the transaction that writes the call on condition of its
 * `rev`: so each change is added once.
 */
export function worthWrite(table: string, person: string, { value, purchases }: CallerWorth): TransactItem {
  return {
    Update: {
      TableName: table,
      Key: worthKey(person),
      UpdateExpression: 'ADD #value :value, purchases :purchases',
      ExpressionAttributeNames: { '#value': 'value' },
      ExpressionAttributeValues: { ':value': value, ':purchases': purchases },
    },
  };
}

function worthKey(person: string) {
  return { pk: person, sk: 'WORTH' };
}
