import type { Conversion } from '../conversions/conversion.ts';
import { deliveryId } from '../conversions/conversion-ids.ts';
import type { Delivery } from './delivery.ts';

/** A revision of a conversion that a destination must know. */
export type Wanted = Pick<Delivery, 'id' | 'call' | 'site' | 'conversion' | 'destination' | 'wanted'>;

/** As much of a conversion as says who must know what. */
export type DeliverableConversion = Pick<Conversion, 'id' | 'call' | 'site' | 'revision' | 'destinations'>;

/** What each destination of a conversion must know. Nobody writes it down: it follows from the conversion, and only ever grows. */
export function wantedOf({ id: conversion, call, site, revision, destinations }: DeliverableConversion): Wanted[] {
  return [...new Set(destinations)].map((destination) => ({
    id: deliveryId(conversion, destination),
    call,
    site,
    conversion,
    destination,
    wanted: revision,
  }));
}

/** The delivery as the revision asks for it, from what attempts wrote of it until now; undefined where there was no attempt yet. */
export function deliveryOf(wanted: Wanted, found: Delivery | undefined): Delivery {
  if (found !== undefined) return { ...found, wanted: Math.max(found.wanted, wanted.wanted) };
  return { ...wanted, sent: 0, attempted: 0, attempts: 0, nextAt: 0, restsUntil: 0, redrive: 0, state: 'pending' };
}

/** All deliveries of conversions, also those that nobody attempted yet. `stored`: what attempts wrote, without what cannot be read. */
export function deliveriesOf(
  conversions: readonly DeliverableConversion[],
  stored: readonly Delivery[],
  isUnknown: (id: string) => boolean,
): Delivery[] {
  const wanted = new Map(conversions.flatMap(wantedOf).map((one) => [one.id, one]));
  const found = new Map(stored.map((delivery) => [delivery.id, delivery]));
  const ids = [...new Set([...found.keys(), ...wanted.keys()])].filter((id) => !isUnknown(id));
  return ids.flatMap((id) => {
    const [one, delivery] = [wanted.get(id), found.get(id)];
    return one === undefined ? (delivery ?? []) : deliveryOf(one, delivery);
  });
}
