import * as z from 'zod';
import { conversionPrefix } from '../conversions/conversion-items.ts';
import { eventPrefix } from '../events/event-items.ts';
import type { ToAttempt } from './attempt-delivery.ts';
import { deliveryPrefix } from './delivery-items.ts';
import { type Wanted, wantedOf, wantedOfEvent } from './delivery-wanted.ts';

const text = z.object({ S: z.string() }).transform(({ S }) => S);
const whole = z
  .object({ N: z.string() })
  .transform(({ N }) => Number(N))
  .pipe(z.number().int());

/** A CONVERSION or EVENT item as the stream writes it. */
const deliverableImage = z.object({
  sk: text,
  id: text,
  call: text,
  site: text,
  revision: whole,
  destinations: z.object({ L: z.array(text) }).transform(({ L }) => L),
});

/** A DELIVERY item as the stream writes it. */
const deliveryImage = z.object({
  sk: text.pipe(z.string().startsWith(deliveryPrefix)),
  id: text,
  call: text,
  site: text,
  conversion: text.optional(),
  event: text.optional(),
  destination: text,
  wanted: whole,
  redrive: whole,
});

const revised = deliverableImage.pick({ revision: true });
const redriven = deliveryImage.pick({ redrive: true });

/** One execution: its name is the same whenever the same is wanted, so it is started once. */
export interface DeliveryStart {
  readonly name: string;
  readonly input: ToAttempt;
}

/**
 * The executions that a change of an item asks for: one for each destination of a conversion or event with a new revision, and one for a
 * delivery that somebody wants attempted again. What attempts write themselves asks for none. Images are in DynamoDB's own notation.
 */
export function deliveryStarts(newImage: unknown, oldImage: unknown): DeliveryStart[] {
  const { data: deliverable } = deliverableImage.safeParse(newImage);
  if (deliverable !== undefined) {
    const isNew = revised.safeParse(oldImage).data?.revision !== deliverable.revision;
    return isNew ? allWanted(deliverable).map((wanted) => startOf(wanted, 0)) : [];
  }
  const delivery = deliveryImage.safeParse(newImage);
  if (!delivery.success) return [];
  const { redrive } = delivery.data;
  const before = redriven.safeParse(oldImage).data?.redrive ?? 0;
  return redrive > before ? [startOf(delivery.data, redrive)] : [];
}

function allWanted(deliverable: z.infer<typeof deliverableImage>): Wanted[] {
  if (deliverable.sk.startsWith(conversionPrefix)) return wantedOf(deliverable);
  return deliverable.sk.startsWith(eventPrefix) ? wantedOfEvent(deliverable) : [];
}

function startOf(
  { id: delivery, call, wanted: revision, site, destination, conversion, event }: Wanted,
  redrive: number,
): DeliveryStart {
  const name = `${delivery}-${revision}-${redrive}`;
  const subject = event === undefined ? { conversion } : { event };
  return { name, input: { call, delivery, revision, of: { site, ...subject, destination } } };
}
