import { openShard } from '../../calls/call-item.ts';
import type { ParkedDelivery, StoredEvent } from '../../events/event.ts';
import { eventId, eventItem } from '../../events/event-items.ts';
import { putEvent, readEvent } from '../../events/event-store.ts';
import type { Table } from '../../platform/aws/table.ts';
import { readSiteInUse } from '../../settings/sites/stored-site-store.ts';
import type { NewlyParked } from './parked-image.ts';

/** What is told at most of why, in characters. */
const longestReason = 500;
/** So long after it came about the sweep looks whether those who subscribe were told, ms. */
const lookedAfter = 5 * 60_000;

/**
 * Makes the event `delivery.parked` of a delivery, for the webhooks of its site that subscribe; nothing where none does, and of what was to
 * tell such an event: that would go round in circles. Its call may be over, so it stands in the index `open` by itself. Doing it twice is as
 * good as once. `now` in ms.
 */
export async function tellParked(
  { settings, calls }: { readonly settings: Table; readonly calls: Table },
  parked: NewlyParked,
  now: number,
): Promise<void> {
  const found = await readSiteInUse(settings, parked.site);
  const subscribed = Object.entries(found?.subscribers ?? {});
  const destinations = subscribed.flatMap(([id, types]) => (types['delivery.parked'] === undefined ? [] : [id]));
  if (destinations.length === 0) return;
  const about =
    parked.event === undefined ? undefined : await readEvent(calls, { call: parked.call, id: parked.event });
  if (about === 'unknown' || about?.type === 'delivery.parked') return;
  const event = parkedEvent(parked, about?.type, destinations, now);
  await putEvent(calls, { ...eventItem(event), openShard: openShard(event.id), dueAt: now + lookedAfter });
}

function parkedEvent(
  { id, call, site, destination, conversion, attempts, reason, times }: NewlyParked,
  event: string | undefined,
  destinations: string[],
  now: number,
): StoredEvent {
  const parked: ParkedDelivery = {
    id,
    destination,
    reason: reason.slice(0, longestReason).toWellFormed(),
    attempts,
    ...(conversion !== undefined && { conversion }),
    ...(event !== undefined && { event }),
  };
  const type = 'delivery.parked';
  const named = { id: eventId({ type, site, subject: id }), call, site, type } as const;
  return { ...named, revision: times, occurredAt: now, digest: String(times), destinations, parked };
}
