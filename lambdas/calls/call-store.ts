import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { conditionFailed } from '../platform/aws/condition-failed.ts';
import { isPossibleKey } from '../platform/aws/key-limits.ts';
import { readWhatIsKnown } from '../platform/aws/stored-item.ts';
import type { Table } from '../platform/aws/table.ts';
import type { TransactItem } from '../platform/aws/transact.ts';
import { conflict } from '../platform/http/problem.ts';
import {
  type CallAsRead,
  callItem,
  callKey,
  callPartition,
  observationKey,
  observationPrefix,
  readStoredCall,
  type StoredCall,
} from './call-item.ts';
import { withFollowing } from './following-items.ts';
import { type Observation, observation } from './observation.ts';

/** Everything that is kept of one call; `others` are the items of the slices above, by sort key. */
export interface CallCollection {
  readonly stored: StoredCall | undefined;
  /** The item of `stored`. */
  readonly item: Readonly<Record<string, unknown>> | undefined;
  readonly observations: readonly Observation[];
  readonly others: readonly Record<string, unknown>[];
  /** Those of the others that the call was written with, and that are not put yet. */
  readonly unwritten: readonly Record<string, unknown>[];
}

const observationItem = z.object({ observation });

/**
 * An observation, also one of a newer version: fields that are not known say nothing, and a source that is not known is believed least.
 * Undefined when it does not say what it is about; it stays for the version that knows.
 */
function readObservation(item: Record<string, unknown>): Observation | undefined {
  return readWhatIsKnown(observationItem, item, { 'observation.source': 'event' })?.value.observation;
}

/**
 * Reads a call's whole partition, consistently. Of an unknown call everything is empty. Throws a 409 for a call that only a newer version
 * can read: it stays as it is.
 */
export async function readCall(calls: Table, callId: string): Promise<CallCollection> {
  const pk = callPartition(callId);
  if (!isPossibleKey({ pk }))
    return { stored: undefined, item: undefined, observations: [], others: [], unwritten: [] };
  const pages = paginateQuery(
    { client: calls.documents },
    {
      TableName: calls.name,
      KeyConditionExpression: 'pk = :call',
      ExpressionAttributeValues: { ':call': pk },
      ConsistentRead: true,
    },
  );
  const items: Record<string, unknown>[] = [];
  for await (const page of pages) items.push(...(page.Items ?? []));
  const isObservation = ({ sk }: Record<string, unknown>) => String(sk).startsWith(observationPrefix);
  const own = items.find(({ sk }) => sk === callKey(callId).sk);
  const stored = own && readStoredCall(own);
  if (own !== undefined && stored === undefined) {
    throw conflict(`call ${callId} was written by a newer version of Leaseline, and this one does not know it`);
  }
  return {
    stored,
    item: own,
    observations: items.filter(isObservation).flatMap((item) => readObservation(item) ?? []),
    ...withFollowing(
      items.filter((item) => item !== own && !isObservation(item)),
      stored,
    ),
  };
}

/** Puts an observation under its own hash; one that was there already stays as it is. */
export async function putObservation(calls: Table, told: Observation, now: number): Promise<void> {
  try {
    await calls.documents.send(
      new PutCommand({
        TableName: calls.name,
        Item: { ...observationKey(told), observation: told, receivedAt: now },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

/**
 * The write of a call with its new `rev`, on condition that it still has the one that was read (undefined: there was none). With the
 * item that was read, nothing of a newer version is lost.
 */
export function callWrite(
  table: string,
  call: StoredCall,
  readRev: number | undefined,
  read?: CallAsRead,
): TransactItem {
  const unchanged =
    readRev === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'rev = :rev', ExpressionAttributeValues: { ':rev': readRev } };
  return { Put: { TableName: table, Item: callItem(call, read), ...unchanged } };
}
