import type { Conversion } from '../conversions/conversion.ts';
import { deliveryId } from '../conversions/conversion-ids.ts';
import type { Delivery } from './delivery.ts';

/** A revision of a conversion, or of an event, that a destination must know. */
export type Wanted = Pick<Delivery, 'id' | 'call' | 'site' | 'conversion' | 'event' | 'destination' | 'wanted'>;

/** As much of a conversion, or of an event, as says who must know what. */
export type Deliverable = Pick<Conversion, 'id' | 'call' | 'site' | 'revision' | 'destinations'>;

/** What each destination of a conversion must know. Nobody writes it down: it follows from the conversion, and only ever grows. */
export function wantedOf(conversion: Deliverable): Wanted[] {
  return wantedAt(conversion).map((wanted) => ({ ...wanted, conversion: conversion.id }));
}

/** The same of an event. */
export function wantedOfEvent(event: Deliverable): Wanted[] {
  return wantedAt(event).map((wanted) => ({ ...wanted, event: event.id }));
}

function wantedAt({ id, call, site, revision, destinations }: Deliverable) {
  return [...new Set(destinations)].map((destination) => ({
    id: deliveryId(id, destination),
    call,
    site,
    destination,
    wanted: revision,
  }));
}

/** The delivery as the revision asks for it, from what attempts wrote of it until now; undefined where there was no attempt yet. */
export function deliveryOf(wanted: Wanted, found: Delivery | undefined): Delivery {
  if (found !== undefined) return { ...found, wanted: Math.max(found.wanted, wanted.wanted) };
  return { ...wanted, sent: 0, attempted: 0, attempts: 0, nextAt: 0, restsUntil: 0, redrive: 0, state: 'pending' };
}

/** All deliveries that are wanted, also those that nobody attempted yet. `stored`: what attempts wrote, without what cannot be read. */
export function deliveriesOf(
  allWanted: readonly Wanted[],
  stored: readonly Delivery[],
  isUnknown: (id: string) => boolean,
): Delivery[] {
  const wanted = new Map(allWanted.map((one) => [one.id, one]));
  const found = new Map(stored.map((delivery) => [delivery.id, delivery]));
  const ids = [...new Set([...found.keys(), ...wanted.keys()])].filter((id) => !isUnknown(id));
  return ids.flatMap((id) => {
    const [one, delivery] = [wanted.get(id), found.get(id)];
    return one === undefined ? (delivery ?? []) : deliveryOf(one, delivery);
  });
}
