import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { callPartition } from '../calls/call-item.ts';
import { callsSince } from '../calls/person-store.ts';
import { conditionFailed } from '../platform/condition-failed.ts';
import type { Table } from '../platform/table.ts';
import type { TransactItem } from '../platform/transact.ts';
import { concernedCalls, type HistoryChange, historyChange } from './history-change.ts';

const laterItem = z.object({ rev: z.number().int(), changes: z.array(historyChange) });

/**
 * History changes that other calls were not told of yet. They are written in the transaction of the change itself, and deleted
 * when the others are queued: so a death in between loses nothing.
 */
export type Untold = Readonly<z.infer<typeof laterItem>>;

const sortKey = 'LATER';
const laterKey = (call: string) => ({ pk: callPartition(call), sk: sortKey });

/** Picks them from the items of a call's partition. */
export function readUntold(items: readonly Record<string, unknown>[]): Untold | undefined {
  const item = items.find(({ sk }) => sk === sortKey);
  return item && laterItem.parse(item);
}

/** The write that keeps the changes; `rev` is the call's new one. */
export function untoldWrite(table: string, call: string, untold: Untold): TransactItem {
  return { Put: { TableName: table, Item: { ...laterKey(call), ...untold } } };
}

/** The other calls that the changes concern. Consistent. */
export async function readConcerned(calls: Table, call: string, changes: readonly HistoryChange[]): Promise<string[]> {
  const found = await Promise.all(
    changes.map(async (change) => concernedCalls(call, change, await callsSince(calls, change.person, change.from))),
  );
  return [...new Set(found.flat())];
}

/** Takes the changes for told, unless others were added meanwhile. */
export async function markTold(calls: Table, call: string, { rev }: Untold): Promise<void> {
  try {
    await calls.documents.send(
      new DeleteCommand({
        TableName: calls.name,
        Key: laterKey(call),
        ConditionExpression: 'rev = :rev',
        ExpressionAttributeValues: { ':rev': rev },
      }),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}
