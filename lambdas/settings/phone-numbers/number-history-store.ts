import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Table } from '../../platform/aws/table.ts';
import { numberPartition, numberSinceItem, sincePrefix } from '../item-key.ts';
import { storedFormerRole, storedRole } from './number-role.ts';

const roleThen = z.object({
  pool: z.string(),
  site: z.optional(z.string()),
  role: storedRole,
  was: storedFormerRole,
  forwards: z.optional(z.boolean()),
  shard: z.optional(z.int()),
  /** When it took that role, ms. */
  sk: z.pipe(
    z.string().check(z.startsWith(sincePrefix)),
    z.transform((key) => Number(key.slice(sincePrefix.length))),
  ),
});
export type RoleThen = Readonly<Omit<z.infer<typeof roleThen>, 'sk'>> & { readonly since: number };

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
  if (Items[0] === undefined) return undefined;
  const { sk: since, ...role } = roleThen.parse(Items[0]);
  return { ...role, since };
}
