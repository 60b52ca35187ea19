import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { pauseBefore } from '../random-pause.ts';
import type { Table } from './table.ts';

/** DynamoDB takes so many keys at a time. */
const mostKeys = 100;

/** So many answers one after the other may bring nothing; the pauses between them are four seconds at the most. */
const mostEmpty = 8;

export interface BatchGetOptions {
  readonly isConsistent: boolean;
  /** Waits before try 1, 2, ... of what a busy table left out. */
  readonly pause?: (attempt: number) => Promise<void>;
}

/**
 * The items of these keys, as far as they exist, each once; in any order. What a busy table leaves out is asked for again
 * after a growing pause. Throws when nothing more comes.
 */
export async function batchGet(
  { documents, name }: Table,
  keys: readonly object[],
  { isConsistent, pause = pauseBefore }: BatchGetOptions,
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  // A key that is named twice would be refused.
  let left: Record<string, unknown>[] = [...new Map(keys.map((key) => [JSON.stringify(key), { ...key }])).values()];
  for (let empty = 0, isBusy = false; left.length > 0; ) {
    if (isBusy) await pause(empty + 1);
    const asked = left.slice(0, mostKeys);
    const { Responses, UnprocessedKeys } = await documents.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys: asked, ConsistentRead: isConsistent } } }),
    );
    items.push(...(Responses?.[name] ?? []));
    const leftOut = UnprocessedKeys?.[name]?.Keys ?? [];
    isBusy = leftOut.length > 0;
    empty = leftOut.length === asked.length ? empty + 1 : 0;
    left = [...leftOut, ...left.slice(mostKeys)];
    if (empty === mostEmpty)
      throw new Error(`the table is too busy: ${left.length} of ${keys.length} items were not read`);
  }
  return items;
}
