import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGetAcross } from './batch-get.ts';
import { getItem, type Item, type ItemKey, type ItemReader } from './table.ts';

/** An item that somebody waits for. */
interface Asked {
  readonly table: string;
  readonly key: ItemKey;
  readonly found: (item: Item | undefined) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * A reader that asks DynamoDB once for all items that are asked for in one go, in whatever tables they lie: to ask costs the processor
 * more than an item does. Remembers nothing.
 */
export function readTogether(documents: DynamoDBDocumentClient): ItemReader {
  let asked: Asked[] = [];
  const ask = () => {
    const all = asked;
    asked = [];
    void answer(documents, all).catch((error: unknown) => {
      for (const { failed } of all) failed(error);
    });
  };
  return (table, key) =>
    new Promise((found, failed) => {
      // Once all that is under way has come to where it waits for an answer from outside.
      if (asked.length === 0) process.nextTick(ask);
      asked.push({ table, key, found, failed });
    });
}

async function answer(documents: DynamoDBDocumentClient, asked: readonly Asked[]): Promise<void> {
  const [only, other] = asked;
  if (only !== undefined && other === undefined) {
    only.found(await getItem({ documents, name: only.table }, only.key));
    return;
  }
  const keys = asked.map(({ table, key: { pk, sk } }) => ({ table, key: { pk, sk } }));
  const items = await batchGetAcross(documents, keys, { isConsistent: true });
  const byName = new Map(items.map(({ table, item }) => [nameOf(table, item), item]));
  for (const { table, key, found } of asked) found(byName.get(nameOf(table, key)));
}

function nameOf(table: string, { pk, sk }: Item | ItemKey): string {
  return JSON.stringify([table, pk, sk]);
}
