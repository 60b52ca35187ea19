import * as z from 'zod';
import { badRequest, parseOr400 } from './problem.ts';

/** Which part of a list is asked for: at most `limit` items, after the one whose sort key is `after`. */
export interface Page {
  readonly limit: number;
  readonly after: string | undefined;
}

/** A part of a list; `cursor` asks for the next part, and is missing at the end. */
export interface Listed<Item> {
  readonly items: Item[];
  readonly cursor?: string;
}

/** What a list of such items looks like in an answer. */
export function listOf<Item extends z.core.$ZodType>(item: Item) {
  return z.object({ items: z.array(item), cursor: z.string().optional() });
}

/** A whole number as a query has it: digits, where a conversion alone would also take `1e2`, ` 7` and nothing at all. */
export function wholeNumber(least: number, most: number) {
  const written = z.string().refine((text) => /^\d{1,9}$/.test(text), { message: 'must be a whole number' });
  const number = z.coerce.number<string>().int().min(least).max(most);
  return written.pipe(number).meta({ type: 'integer', minimum: least, maximum: most });
}

/** Query of every list. */
export const pageQuery = z.object({
  limit: wholeNumber(1, 200).default(50),
  cursor: z.string().max(500).optional(),
});

/**
 * Reads `limit` and `cursor` of a query. `form` is what the sort keys of this list look like: whatever else a cursor says is not one
 * of ours, and never reaches the table. Throws a 400 that names the field.
 */
export function pageOf(query: Readonly<Record<string, string>>, form: RegExp): Page {
  const { limit, cursor } = parseOr400(pageQuery, query);
  return { limit, after: cursor === undefined ? undefined : sortKeyOf(cursor, form) };
}

/** Opaque on purpose, as nobody shall build one, but no secret: its sort key must be of an item that the caller may see. */
export function cursorOf(sortKey: string): string {
  return Buffer.from(sortKey).toString('base64url');
}

/** The sort key that a cursor stands for. Throws a 400 when it is not of that form. */
export function sortKeyOf(cursor: string, form: RegExp): string {
  const sortKey = Buffer.from(cursor, 'base64url').toString('utf8');
  if (form.test(sortKey) && cursorOf(sortKey) === cursor) return sortKey;
  throw badRequest('the cursor is not one of ours', [{ field: 'cursor', detail: 'must be the cursor of an answer' }]);
}
