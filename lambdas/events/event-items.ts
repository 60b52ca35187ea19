import { callPartition } from '../calls/call-item.ts';
import { derivedId } from '../conversions/conversion-ids.ts';
import type { StoredEvent } from './event.ts';

/** What the sort keys of events begin with, in the partition of their call. */
export const eventPrefix = 'EVENT#';

/** Key of an event, in the partition of its call. */
export function eventKey({ call, id }: Pick<StoredEvent, 'call' | 'id'>) {
  return { pk: callPartition(call), sk: eventPrefix + id };
}

/** The item of an event. */
export function eventItem(event: StoredEvent): Record<string, unknown> {
  return { ...eventKey(event), ...event };
}

/** The id of what is told of a call, or of one of its deliveries (`subject`), to those who subscribe to the type at the site. */
export function eventId({
  type,
  site,
  subject,
}: Pick<StoredEvent, 'type' | 'site'> & { readonly subject: string }): string {
  return `e${derivedId([type, site, subject])}`;
}
