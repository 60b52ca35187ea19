import { callPartition, openShard } from '../calls/call-item.ts';
import type { Delivery } from './delivery.ts';

/** What the sort keys of deliveries begin with, in the partition of their call. */
export const deliveryPrefix = 'DELIVERY#';

/** Key of a delivery, in the partition of its call. */
export function deliveryKey({ call, id }: Pick<Delivery, 'call' | 'id'>) {
  return { pk: callPartition(call), sk: deliveryPrefix + id };
}

/** The one attribute that says what a delivery is about, for an update: `#subject = :subject`. */
export function subjectAttribute({ conversion, event }: Pick<Delivery, 'conversion' | 'event'>) {
  return {
    name: { '#subject': event === undefined ? 'conversion' : 'event' },
    value: { ':subject': event ?? conversion },
  };
}
/** The partitions of the index `open` in which no sweep looks: what is parked for a person, and what waits for a paused destination. */
export const parkedPlace = (destination: string) => `PARKED#${destination}`;
export const heldPlace = (destination: string) => `HELD#${destination}`;

/** A delivery whose time came so long ago stands still, ms. */
const standsStillAfter = 5 * 60_000;

/** What keeps a pending delivery in the index `open`, once it does not count on its call's place there. `nextAt` in ms. */
export function openDeliveryAttributes({ id, nextAt }: Pick<Delivery, 'id' | 'nextAt'>) {
  return { openShard: openShard(id), dueAt: nextAt + standsStillAfter };
}
