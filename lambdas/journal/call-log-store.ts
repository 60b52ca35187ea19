import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import { readStoredCall } from '../calls/call-item.ts';
import { logPlaceOf } from '../calls/log-key.ts';
import type { Table } from '../platform/aws/table.ts';
import { callsBySite } from '../platform/aws/table-keys.ts';
import type { LogEntry } from './log-entry.ts';
import type { LogRange } from './log-range.ts';

/** Which part of a range is read. */
export interface LogPart {
  /** Only what stands below this in the log. */
  readonly before?: string | undefined;
  /** How many calls are read first; each later read takes twice as many as the one before it. */
  readonly firstRead: number;
}

/** About as many calls as DynamoDB gives in one answer of 1 MB. */
const mostInRead = 500;

/**
 * The calls of one site within a range, newest first: one query, and one more for each answer that was not the last. An index is
 * read: the very latest may be missing still. A call that only a newer version can read is reported.
 */
export async function* readLog(
  calls: Table,
  { site, from, to }: LogRange,
  { before, firstRead }: LogPart,
): AsyncGenerator<LogEntry, undefined> {
  // No call has an empty id, so both ends are outside.
  const [first, end] = [from, to].map(logPlaceOf);
  const last = before !== undefined && end !== undefined && before < end ? before : end;
  if (first === undefined || last === undefined || first >= last) return undefined;
  let next: QueryCommandOutput['LastEvaluatedKey'];
  let limit = firstRead;
  do {
    const { Items = [], LastEvaluatedKey }: QueryCommandOutput = await calls.documents.send(
      new QueryCommand({
        TableName: calls.name,
        IndexName: callsBySite.name,
        KeyConditionExpression: '#site = :site AND #key BETWEEN :first AND :last',
        ExpressionAttributeNames: { '#site': callsBySite.partition, '#key': callsBySite.sort },
        ExpressionAttributeValues: { ':site': site, ':first': first, ':last': last },
        ScanIndexForward: false,
        Limit: Math.min(limit, mostInRead),
        ...(next && { ExclusiveStartKey: next }),
      }),
    );
    for (const item of Items) {
      const key = String(item[callsBySite.sort]);
      if (key !== before) yield { key, call: readStoredCall(item) };
    }
    next = LastEvaluatedKey;
    limit *= 2;
  } while (next !== undefined);
  return undefined;
}
