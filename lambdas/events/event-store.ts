import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { putFollowingItem } from '../calls/following-item-store.ts';
import { readIfKnown } from '../platform/aws/stored-item.ts';
import type { Table } from '../platform/aws/table.ts';
import { type StoredEvent, storedEvent } from './event.ts';
import { eventKey } from './event-items.ts';

const fields = ['revision', 'occurredAt', 'digest', 'destinations', 'parked'] satisfies (keyof StoredEvent)[];

/** What changes with a revision, also where it stands in the index `open` by itself; the rest of an event stays as it first came about. */
const revised: ReadonlySet<string> = new Set([...fields, 'openShard', 'dueAt']);

/** Puts the item of an event, unless that revision or a newer one is there. The stream starts its deliveries. */
export function putEvent(calls: Table, item: Readonly<Record<string, unknown>>): Promise<void> {
  return putFollowingItem(calls, item, revised);
}

/** An event of a call, `unknown` if a newer version wrote it. Consistent. */
export async function readEvent(
  calls: Table,
  key: Pick<StoredEvent, 'call' | 'id'>,
): Promise<StoredEvent | 'unknown' | undefined> {
  const { Item } = await calls.documents.send(
    new GetCommand({ TableName: calls.name, Key: eventKey(key), ConsistentRead: true }),
  );
  return Item && (readIfKnown(storedEvent, Item) ?? 'unknown');
}
