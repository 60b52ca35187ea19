import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Table } from '../platform/table.ts';
import { numberPartition, numberSinceItem, sincePrefix } from './item-key.ts';
import { numberRole } from './number-role.ts';

const roleThen = z.object({ pool: z.string(), role: numberRole, shard: z.number().int().optional() });
export type RoleThen = Readonly<z.infer<typeof roleThen>>;

/** The role that a number had at a time (ms), and in which pool; undefined when it had none yet. Consistent. */
export async function readRoleAt(settings: Table, number: string, at: number): Promise<RoleThen | undefined> {
  const { Items = [] } = await settings.documents.send(
    new QueryCommand({
      TableName: settings.name,
      KeyConditionExpression: 'pk = :number AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':number': numberPartition(number),
        ':first': sincePrefix,
        ':last': numberSinceItem(number, at).sk,
      },
      ScanIndexForward: false,
      Limit: 1,
      ConsistentRead: true,
    }),
  );
  return Items[0] && roleThen.parse(Items[0]);
}
