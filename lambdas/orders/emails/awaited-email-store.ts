import { DeleteCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../platform/aws/table.ts';
import { tableKeys } from '../../platform/aws/table-keys.ts';

const awaitedPrefix = 'AWAITSEMAIL#';

/** So long an address that becomes known is of use to who was not told for want of it: no ad platform takes what is older. */
const awaitedDays = 90;

const day = 24 * 3600_000;

/** So many calls of somebody are looked at anew, the rest when the next address is said. */
const mostCalls = 50;

/**
 * Notes in the partition of a caller, a visitor or a call that a destination was not told of the call for want of an address. Twice is once. `now`
 * in ms.
 */
export async function noteAwaited(calls: Table, pk: string, call: string, now: number): Promise<void> {
  await calls.documents.send(
    new UpdateCommand({
      TableName: calls.name,
      Key: awaitedKey(pk, call),
      UpdateExpression: 'SET #ttl = :ttl',
      ExpressionAttributeNames: { '#ttl': tableKeys.ttl },
      ExpressionAttributeValues: { ':ttl': Math.ceil((now + awaitedDays * day) / 1000) },
    }),
  );
}

/** The calls that wait for an address to be said in this partition. Consistent. */
export async function awaitedIn(calls: Table, pk: string): Promise<string[]> {
  const { Items = [] } = await calls.documents.send(
    new QueryCommand({
      TableName: calls.name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :awaited)',
      ExpressionAttributeValues: { ':pk': pk, ':awaited': awaitedPrefix },
      ConsistentRead: true,
      Limit: mostCalls,
    }),
  );
  return Items.map(({ sk }) => String(sk).slice(awaitedPrefix.length));
}

/** They are looked at anew by now. Twice is once. */
export async function forgetAwaited(calls: Table, pk: string, of: readonly string[]): Promise<void> {
  for (const call of of)
    await calls.documents.send(new DeleteCommand({ TableName: calls.name, Key: awaitedKey(pk, call) }));
}

function awaitedKey(pk: string, call: string) {
  return { pk, sk: awaitedPrefix + call };
}
