import * as z from 'zod';
import { conversionPrefix } from '../conversions/conversion-items.ts';
import type { ToAttempt } from './attempt-delivery.ts';
import { deliveryPrefix } from './delivery-items.ts';
import { type Wanted, wantedOf } from './delivery-wanted.ts';

const text = z.object({ S: z.string() }).transform(({ S }) => S);
const whole = z
  .object({ N: z.string() })
  .transform(({ N }) => Number(N))
  .pipe(z.number().int());

/** A CONVERSION item as the stream writes it. */
const conversionImage = z.object({
  sk: text.pipe(z.string().startsWith(conversionPrefix)),
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
  conversion: text,
  destination: text,
  wanted: whole,
  redrive: whole,
});

const revised = conversionImage.pick({ revision: true });
const redriven = deliveryImage.pick({ redrive: true });

/** One execution: its name is the same whenever the same is wanted, so it is started once. */
export interface DeliveryStart {
  readonly name: string;
  readonly input: ToAttempt;
}

/**
 * The executions that a change of an item asks for: one for each destination of a conversion with a new revision, and one for a delivery
 * that somebody wants attempted again. What attempts write themselves asks for none. Images are in DynamoDB's own notation.
 */
export function deliveryStarts(newImage: unknown, oldImage: unknown): DeliveryStart[] {
  const conversion = conversionImage.safeParse(newImage);
  if (conversion.success) {
    const isNew = revised.safeParse(oldImage).data?.revision !== conversion.data.revision;
    return isNew ? wantedOf(conversion.data).map((wanted) => startOf(wanted, 0)) : [];
  }
  const delivery = deliveryImage.safeParse(newImage);
  if (!delivery.success) return [];
  const { redrive } = delivery.data;
  const before = redriven.safeParse(oldImage).data?.redrive ?? 0;
  return redrive > before ? [startOf(delivery.data, redrive)] : [];
}

function startOf(
  { id: delivery, call, wanted: revision, site, conversion, destination }: Wanted,
  redrive: number,
): DeliveryStart {
  const name = `${delivery}-${revision}-${redrive}`;
  return { name, input: { call, delivery, revision, of: { site, conversion, destination } } };
}
