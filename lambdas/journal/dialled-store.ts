import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { callLog } from '../platform/names.ts';
import type { Table } from '../platform/table.ts';
import type { LogRange } from './log-range.ts';
import { utcDays } from './log-range.ts';
import { logKeyOf } from './walk-log.ts';

const dialled = z.object({ trackedNumber: z.string().optional(), startedAt: z.number().int() });

/** So many days are read at a time. */
const atOnce = 16;

/** When which number was dialled in a part of the log. Reads the whole part, day by day, but only these two facts of each call. */
export async function readDialled(
  calls: Table,
  range: LogRange,
  numbers: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>();
  const days = utcDays(range);
  for (let done = 0; done < days.length; done += atOnce) {
    await Promise.all(days.slice(done, done + atOnce).map((day) => readDay(calls, range, day, note)));
  }
  return times;

  function note(item: Record<string, unknown>): void {
    const { trackedNumber, startedAt } = dialled.parse(item);
    if (trackedNumber === undefined || !numbers.has(trackedNumber)) return;
    times.set(trackedNumber, [...(times.get(trackedNumber) ?? []), startedAt]);
  }
}

async function readDay(
  calls: Table,
  { site, from, to }: LogRange,
  day: string,
  note: (item: Record<string, unknown>) => void,
): Promise<void> {
  const pages = paginateQuery(
    { client: calls.documents },
    {
      TableName: calls.name,
      IndexName: callLog.name,
      KeyConditionExpression: '#day = :day AND #key BETWEEN :first AND :last',
      ProjectionExpression: 'trackedNumber, startedAt',
      ExpressionAttributeNames: { '#day': callLog.partition, '#key': callLog.sort },
      ExpressionAttributeValues: {
        ':day': `${site}#${day}`,
        ':first': logKeyOf({ startedAt: from, id: '' }),
        ':last': logKeyOf({ startedAt: to, id: '' }),
      },
    },
  );
  for await (const { Items = [] } of pages) for (const item of Items) note(item);
}
