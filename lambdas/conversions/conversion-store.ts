import { putFollowingItem } from '../calls/following-item-store.ts';
import type { Table } from '../platform/aws/table.ts';

/** What changes with a revision; the rest of a conversion stays as it was opened. */
const revised: ReadonlySet<string> = new Set(['value', 'revision', 'state', 'sold', 'soldAgainAt']);

/** Puts the item of a conversion, as its call was written with it, unless that revision or a newer one is there. The stream starts its deliveries. */
export function putConversion(calls: Table, item: Readonly<Record<string, unknown>>): Promise<void> {
  return putFollowingItem(calls, item, revised);
}
