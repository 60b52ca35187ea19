import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { logPlaceOf } from '../../calls/log-key.ts';
import { readKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { callsByNumber } from '../../platform/aws/table-keys.ts';
import { mostNumbersAtOnce } from './removed-number-answer.ts';

/** The calls to a number, newest first, as far as they were read. */
export interface Dialled {
  /** When they started, ms. */
  readonly times: readonly number[];
  /** There may be more, earlier ones. */
  readonly areMore: boolean;
}

const entry = z.object({
  [callsByNumber.sort]: z.string().transform((key) => Number(key.slice(0, 13))),
  site: z.string(),
});

/**
 * When a number was dialled between two times (ms, both included), as far as calls of these sites tell. One query, whatever the
 * number of calls. An index is read: the very latest may be missing still.
 */
export async function readCallsByNumber(
  calls: Table,
  number: string,
  { from, to, sites }: { readonly from: number; readonly to: number; readonly sites: readonly string[] },
): Promise<Dialled> {
  const { Items = [], LastEvaluatedKey } = await calls.documents.send(
    new QueryCommand({
      TableName: calls.name,
      IndexName: callsByNumber.name,
      KeyConditionExpression: '#number = :number AND #key BETWEEN :first AND :last',
      ExpressionAttributeNames: { '#number': callsByNumber.partition, '#key': callsByNumber.sort },
      ExpressionAttributeValues: {
        ':number': number,
        ':first': logPlaceOf(from),
        ':last': logPlaceOf(to + 1),
      },
      ScanIndexForward: false,
      Limit: mostNumbersAtOnce,
    }),
  );
  const entries = readKnown(entry, Items);
  // The number may have been another site's before.
  const dialled = entries.filter(({ site }) => sites.includes(site));
  return { times: dialled.map(({ logKey }) => logKey), areMore: LastEvaluatedKey !== undefined };
}
