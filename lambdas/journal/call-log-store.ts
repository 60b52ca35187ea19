import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type StoredCall, storedCall } from '../calls/call-item.ts';
import { callLog } from '../platform/names.ts';
import type { Table } from '../platform/table.ts';

/** A part of the log: the calls of a site on one day of UTC. */
export interface LogPart {
  readonly site: string;
  readonly day: string;
  /** Sort keys between which the calls are, both included. */
  readonly first: string;
  readonly last: string;
}

/** The calls of a part, newest first, in pages of at most so many. An index is read: the very latest may be missing still. */
export async function* readLogPart(
  calls: Table,
  { site, day, first, last }: LogPart,
  pageSize: number,
): AsyncGenerator<readonly StoredCall[], undefined> {
  if (first > last) return undefined;
  const pages = paginateQuery(
    { client: calls.documents, pageSize },
    {
      TableName: calls.name,
      IndexName: callLog.name,
      KeyConditionExpression: '#day = :day AND #key BETWEEN :first AND :last',
      ExpressionAttributeNames: { '#day': callLog.partition, '#key': callLog.sort },
      ExpressionAttributeValues: { ':day': `${site}#${day}`, ':first': first, ':last': last },
      ScanIndexForward: false,
    },
  );
  for await (const { Items = [] } of pages) yield Items.map((item) => storedCall.parse(item));
  return undefined;
}
