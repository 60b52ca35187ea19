import * as z from 'zod/mini';
import type { Get } from './api.ts';
import { readAnswer } from './read-answer.ts';

/** The most items that the API gives at once. */
export const mostItems = 200;

/** A page of a list with the items that are known; `cursor` asks for the next one. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly cursor?: string | undefined;
}

export function readPage<Item>(item: z.core.$ZodType<Item>, page: unknown): ListPage<Item> {
  return readAnswer(z.object({ items: z.array(item), cursor: z.optional(z.string()) }), page);
}

/** All items of a list, page after page. `path` has no `limit` and no `cursor` yet. */
export async function readAll<Item>(get: Get, path: string, item: z.core.$ZodType<Item>): Promise<Item[]> {
  const items: Item[] = [];
  const start = `${path}${path.includes('?') ? '&' : '?'}limit=${mostItems}`;
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page: ListPage<Item> = readPage(
      item,
      await get(cursor === '' ? start : `${start}&cursor=${encodeURIComponent(cursor)}`),
    );
    items.push(...page.items);
    cursor = page.cursor;
  }
  return items;
}
