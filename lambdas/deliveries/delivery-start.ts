import * as z from 'zod';

const text = z.object({ S: z.string() }).transform(({ S }) => S);
const whole = z
  .object({ N: z.string() })
  .transform(({ N }) => Number(N))
  .pipe(z.number().int());

/** A DELIVERY item as the stream writes it. */
const image = z.object({
  sk: text.pipe(z.string().startsWith('DELIVERY#')),
  id: text,
  call: text,
  wanted: whole,
  redrive: whole,
});

const started = image.pick({ wanted: true, redrive: true });

/** One execution: its name is the same whenever the same is wanted, so it is started once. */
export interface DeliveryStart {
  readonly name: string;
  readonly input: { readonly call: string; readonly delivery: string; readonly revision: number };
}

/**
 * The execution that a change of an item asks for: undefined for what is no delivery, and for what attempts write themselves.
 * Images are in DynamoDB's own notation.
 */
export function deliveryStart(newImage: unknown, oldImage: unknown): DeliveryStart | undefined {
  const delivery = image.safeParse(newImage);
  if (!delivery.success) return undefined;
  const { id, call, wanted, redrive } = delivery.data;
  const before = started.safeParse(oldImage);
  if (before.success && before.data.wanted === wanted && before.data.redrive === redrive) return undefined;
  return { name: `${id}-${wanted}-${redrive}`, input: { call, delivery: id, revision: wanted } };
}
