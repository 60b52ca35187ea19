import { callPartition } from '../../calls/call-item.ts';
import { deliveryKey, deliveryPrefix } from '../delivery-items.ts';
import type { BacklogEntry } from './backlog-store.ts';

/** What the place of a delivery in a backlog looks like: since when, its id, its call. */
export const backlogPlace = String.raw`\d{13}#d[0-9a-z]{26}#\S{1,300}`;

/** Where a delivery stands in a backlog, as a text that cursors are made of. */
export function backlogPlaceOf({ pk, sk, dueAt }: BacklogEntry): string {
  const since = String(dueAt).padStart(13, '0');
  return `${since}#${sk.slice(deliveryPrefix.length)}#${pk.slice(callPartition('').length)}`;
}

/** The same the other way round. */
export function backlogEntryAt(place: string): BacklogEntry {
  const [since = '', id = '', ...call] = place.split('#');
  return { ...deliveryKey({ call: call.join('#'), id }), dueAt: Number(since) };
}
