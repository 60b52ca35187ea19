import { field, textField } from '../../fields.ts';
import type { Get } from './api.ts';

/** The most items that the API gives at once. */
export const mostItems = 200;

/** The items of one page of a list; none if it is no list. */
export function itemsOf(page: unknown): unknown[] {
  const items = field(page, 'items');
  return Array.isArray(items) ? items : [];
}

/** All items of a list, page after page. `path` has no `limit` and no `cursor` yet. */
export async function readAll(get: Get, path: string): Promise<unknown[]> {
  const items: unknown[] = [];
  const start = `${path}${path.includes('?') ? '&' : '?'}limit=${mostItems}`;
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = await get(cursor === '' ? start : `${start}&cursor=${encodeURIComponent(cursor)}`);
    items.push(...itemsOf(page));
    cursor = textField(page, 'cursor');
  }
  return items;
}
