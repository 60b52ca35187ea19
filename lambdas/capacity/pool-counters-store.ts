import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../platform/aws/table.ts';
import type { HourCounts } from './pool-counters.ts';

/** Overwrites the container's own row of that hour. (An update, as the function may update slots anyway, and not put.) */
export async function writeHourCounts(
  leases: Table,
  container: string,
  { pool, hour, ...counts }: HourCounts,
): Promise<void> {
  const facts = { pool, hour, ...counts };
  const names = Object.keys(facts);
  await leases.documents.send(
    new UpdateCommand({
      TableName: leases.name,
      Key: { pk: countsPartition(pool, hour), sk: `${new Date(hour).toISOString().slice(11, 13)}#${container}` },
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(Object.entries(facts).map(([name, value]) => [`:${name}`, value])),
    }),
  );
}

/** Counts lie at `POOL#<pool>#<day>` / `<hour>#<container>`: those of a day are one query. */
export function countsPartition(pool: string, time: number): string {
  return `POOL#${pool}#${new Date(time).toISOString().slice(0, 10)}`;
}
