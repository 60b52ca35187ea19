import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { conditionFailed } from '../platform/condition-failed.ts';
import { isPossibleKey } from '../platform/key-limits.ts';
import type { Table } from '../platform/table.ts';
import type { TransactItem } from '../platform/transact.ts';
import {
  callIndexAttributes,
  callKey,
  callPartition,
  observationKey,
  observationPrefix,
  type StoredCall,
  storedCall,
} from './call-item.ts';
import { type Observation, observation } from './observation.ts';

/** Everything that is kept of one call; `others` are the items of the slices above, by sort key. */
export interface CallCollection {
  readonly stored: StoredCall | undefined;
  readonly observations: readonly Observation[];
  readonly others: readonly Record<string, unknown>[];
}

const observationItem = z.object({ observation });

/** Reads a call's whole partition, consistently. Of an unknown call everything is empty. */
export async function readCall(calls: Table, callId: string): Promise<CallCollection> {
  const pk = callPartition(callId);
  if (!isPossibleKey({ pk })) return { stored: undefined, observations: [], others: [] };
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
  return {
    stored: own && storedCall.parse(own),
    observations: items.filter(isObservation).map((item) => observationItem.parse(item).observation),
    others: items.filter((item) => item !== own && !isObservation(item)),
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

/** The write of a call with its new `rev`, on condition that it still has the one that was read (undefined: there was none). */
export function callWrite(table: string, call: StoredCall, readRev: number | undefined): TransactItem {
  const unchanged =
    readRev === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'rev = :rev', ExpressionAttributeValues: { ':rev': readRev } };
  return {
    Put: { TableName: table, Item: { ...callKey(call.id), ...call, ...callIndexAttributes(call) }, ...unchanged },
  };
}
