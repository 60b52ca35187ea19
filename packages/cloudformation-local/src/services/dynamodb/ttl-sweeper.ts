import * as z from 'zod';
import type { ServiceClient } from '../service-client.ts';
import type { LocalTable } from './table.ts';

const page = z.object({
  Items: z.array(z.record(z.string(), z.unknown())),
  LastEvaluatedKey: z.record(z.string(), z.unknown()).optional(),
});

/**
 * Removes the items whose time to live is past, as DynamoDB does some time after it; returns how many.
 * `nowSeconds` since 1970. An item that was renewed in between stays.
 */
export async function sweepExpired(dynamodb: ServiceClient, table: LocalTable, nowSeconds: number): Promise<number> {
  if (table.timeToLive === undefined) return 0;
  const expired = {
    TableName: table.name,
    ExpressionAttributeNames: { '#ttl': table.timeToLive },
    // DynamoDB itself never collects what expired more than five years ago: such a value is rather a mistake.
    ExpressionAttributeValues: { ':now': { N: String(nowSeconds) }, ':old': { N: String(nowSeconds - 157_680_000) } },
  };
  const names = Object.fromEntries(table.keys.map((key, position) => [`#k${position}`, key]));
  let removed = 0;
  let from: Record<string, unknown> | undefined;
  do {
    const answer = page.parse(
      await dynamodb('Scan', {
        ...expired,
        FilterExpression: '#ttl BETWEEN :old AND :now',
        ProjectionExpression: Object.keys(names).join(', '),
        ExpressionAttributeNames: { ...expired.ExpressionAttributeNames, ...names },
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const Key of answer.Items) {
      const done = dynamodb('DeleteItem', { ...expired, Key, ConditionExpression: '#ttl BETWEEN :old AND :now' });
      if (await unlessRenewed(done)) removed++;
    }
    from = answer.LastEvaluatedKey;
  } while (from !== undefined);
  return removed;
}

async function unlessRenewed(deletion: Promise<unknown>): Promise<boolean> {
  try {
    await deletion;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
