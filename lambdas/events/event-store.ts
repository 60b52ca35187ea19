import { putFollowingItem } from '../calls/following-item-store.ts';
import type { Table } from '../platform/aws/table.ts';
import type { StoredEvent } from './event.ts';

/** What changes with a revision; the rest of an event stays as it first came about. */
const revised: ReadonlySet<string> = new Set<keyof StoredEvent>([
  'revision',
  'occurredAt',
  'digest',
  'destinations',
  'parked',
]);

/** Puts the item of an event, unless that revision or a newer one is there. The stream starts its deliveries. */
export function putEvent(calls: Table, item: Readonly<Record<string, unknown>>): Promise<void> {
  return putFollowingItem(calls, item, revised);
}
