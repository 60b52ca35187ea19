import * as z from 'zod';
import type { ServiceClient } from '../service-client.ts';
import type { LocalTable } from './table.ts';

const page = z.object({
  Items: z.array(z.record(z.string(), z.unknown())),
  LastEvaluatedKey: z.record(z.string(), z.unknown()).optional(),
});

/** So many items are looked at before others have their turn: the embedded DynamoDB answers nobody else meanwhile. */
const itemsAtATime = 100;

/**
 * Removes the items whose time to live is past, as DynamoDB does some time after it; returns how many.
 * `nowSeconds` since 1970. An item that was renewed in between stays.
 * @param pause waits between one part of the table and the next; is told how many ms the part took
 */
export async function sweepExpired(
  dynamodb: ServiceClient,
  table: LocalTable,
  nowSeconds: number,
  pause: (tookMilliseconds: number) => Promise<void> = async () => {},
): Promise<number> {
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
    const started = performance.now();
    const answer = page.parse(
      await dynamodb('Scan', {
        ...expired,
        Limit: itemsAtATime,
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
    if (from !== undefined) await pause(performance.now() - started);
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
