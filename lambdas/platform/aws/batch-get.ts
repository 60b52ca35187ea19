import { BatchGetCommand, type BatchGetCommandInput, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { pauseBefore } from '../random-pause.ts';
import type { Item, Table } from './table.ts';

/** DynamoDB takes so many keys at a time. */
const mostKeys = 100;

/** So many answers one after the other may bring nothing; the pauses between them are four seconds at the most. */
const mostEmpty = 8;

export interface BatchGetOptions {
  readonly isConsistent: boolean;
  /** Waits before try 1, 2, ... of what a busy table left out. */
  readonly pause?: (attempt: number) => Promise<void>;
}

/** A key and the table in which it is looked for. */
export interface TableKey {
  readonly table: string;
  readonly key: object;
}

/** An item and the table in which it was found. */
export interface TableItem {
  readonly table: string;
  readonly item: Item;
}

/** The items of these keys of one table, as far as they exist, each once; in any order. As `batchGetAcross`. */
export async function batchGet(
  { documents, name }: Table,
  keys: readonly object[],
  options: BatchGetOptions,
): Promise<Item[]> {
  const inTable = keys.map((key) => ({ table: name, key }));
  return (await batchGetAcross(documents, inTable, options)).map(({ item }) => item);
}

/**
 * The items of these keys of whatever tables, as far as they exist, each once; in any order. What a busy table leaves out is asked for
 * again after a growing pause. Throws when nothing more comes.
 */
export async function batchGetAcross(
  documents: DynamoDBDocumentClient,
  keys: readonly TableKey[],
  { isConsistent, pause = pauseBefore }: BatchGetOptions,
): Promise<TableItem[]> {
  const items: TableItem[] = [];
  // A key that is named twice would be refused.
  let left: TableKey[] = [...new Map(keys.map((each) => [JSON.stringify(each), each])).values()];
  for (let empty = 0, isBusy = false; left.length > 0; ) {
    if (isBusy) await pause(empty + 1);
    const asked = left.slice(0, mostKeys);
    const { Responses = {}, UnprocessedKeys = {} } = await documents.send(
      new BatchGetCommand({ RequestItems: requestOf(asked, isConsistent) }),
    );
    items.push(...Object.entries(Responses).flatMap(([table, found]) => found.map((item) => ({ table, item }))));
    const leftOut = Object.entries(UnprocessedKeys).flatMap(([table, { Keys = [] }]) =>
      Keys.map((key) => ({ table, key })),
    );
    isBusy = leftOut.length > 0;
    empty = leftOut.length === asked.length ? empty + 1 : 0;
    left = [...leftOut, ...left.slice(mostKeys)];
    if (empty === mostEmpty)
      throw new Error(`the table is too busy: ${left.length} of ${keys.length} items were not read`);
  }
  return items;
}

function requestOf(
  asked: readonly TableKey[],
  isConsistent: boolean,
): NonNullable<BatchGetCommandInput['RequestItems']> {
  const byTable = Map.groupBy(asked, ({ table }) => table);
  return Object.fromEntries(
    [...byTable].map(([table, keys]) => [
      table,
      { Keys: keys.map(({ key }) => ({ ...key })), ConsistentRead: isConsistent },
    ]),
  );
}
