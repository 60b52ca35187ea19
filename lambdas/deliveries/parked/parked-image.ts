import * as z from 'zod';
import type { Delivery } from '../delivery.ts';
import { deliveryPrefix } from '../delivery-items.ts';

const text = z.object({ S: z.string() }).transform(({ S }) => S);
const whole = z
  .object({ N: z.string() })
  .transform(({ N }) => Number(N))
  .pipe(z.number().int());

/** A DELIVERY item that is parked, as the stream writes it. */
const parkedImage = z.object({
  sk: text.pipe(z.string().startsWith(deliveryPrefix)),
  state: text.pipe(z.literal('parked')),
  id: text,
  call: text,
  site: text,
  destination: text,
  conversion: text.optional(),
  event: text.optional(),
  attempted: whole.optional(),
  attempts: whole.catch(0),
  redrive: whole.catch(0),
  reason: text.catch(''),
});

/** A delivery that nobody tries any more, and how often it came to that: it grows with each revision and each redrive. */
export type NewlyParked = Pick<
  Delivery,
  'id' | 'call' | 'site' | 'destination' | 'conversion' | 'event' | 'attempts'
> & {
  readonly reason: string;
  readonly times: number;
};

/** The delivery that a change of an item has parked; undefined for any other change. Images are in DynamoDB's own notation. */
export function newlyParked(newImage: unknown, oldImage: unknown): NewlyParked | undefined {
  const now = read(newImage);
  if (now === undefined) return undefined;
  return now.times > (read(oldImage)?.times ?? 0) ? now : undefined;
}

function read(image: unknown): NewlyParked | undefined {
  const { data } = parkedImage.safeParse(image);
  if (data === undefined) return undefined;
  const { sk: _sk, state: _state, attempted = 0, redrive, ...rest } = data;
  return { ...rest, times: attempted + redrive };
}
