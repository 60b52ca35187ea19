import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readStoredCall, type StoredCall } from '../calls/call-item.ts';
import { personCallWrite } from '../calls/callers/person-store.ts';
import { logKeyOf } from '../calls/log-key.ts';
import { counts } from '../calls/mark.ts';
import type { Table } from '../platform/aws/table.ts';
import { callsBySite } from '../platform/aws/table-keys.ts';
import { inTurn } from '../platform/in-turn.ts';

/** Some calls of a site, the latest first; `last`: before which place in the log the next ones come. */
export interface PastCalls {
  readonly calls: readonly StoredCall[];
  readonly last: string | undefined;
}

/** About as many as DynamoDB gives in one answer. */
const mostInPage = 500;

/** Calls of a site that count and began at this time (ms) or later, before a place in the log. An index is read. */
export async function readPastCalls(
  calls: Table,
  site: string,
  { from, before }: { readonly from: number; readonly before: string },
): Promise<PastCalls> {
  const { Items = [], LastEvaluatedKey } = await calls.documents.send(
    new QueryCommand({
      TableName: calls.name,
      IndexName: callsBySite.name,
      KeyConditionExpression: '#site = :site AND #key BETWEEN :first AND :last',
      ExpressionAttributeNames: { '#site': callsBySite.partition, '#key': callsBySite.sort },
      ExpressionAttributeValues: { ':site': site, ':first': logKeyOf({ startedAt: from, id: '' }), ':last': before },
      ScanIndexForward: false,
      Limit: mostInPage,
    }),
  );
  const last = LastEvaluatedKey && String(LastEvaluatedKey[callsBySite.sort]);
  // The end is included: nothing else there is left.
  const known = Items.flatMap((item) => readStoredCall(item) ?? []);
  return { calls: known.filter(counts), last: last === before ? undefined : last };
}

const atOnce = 25;

/** Enters a call among the calls of persons. Doing it again changes nothing. */
export async function enterCalls(
  calls: Table,
  entries: readonly { readonly person: string; readonly call: StoredCall }[],
): Promise<void> {
  await inTurn(entries, atOnce, async ({ person, call: { id, startedAt, trackedNumber, person: caller } }) => {
    const { Put } = personCallWrite(calls.name, person, { call: id, startedAt, number: trackedNumber, caller });
    if (Put !== undefined) await calls.documents.send(new PutCommand(Put));
  });
}
