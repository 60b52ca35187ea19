import * as z from 'zod';

/**
 * The push of one conversion to one destination, revision after revision. Settle writes `wanted` only; attempts write the rest.
 * Times in ms since 1970.
 */
export const delivery = z.object({
  id: z.string(),
  call: z.string(),
  site: z.string(),
  conversion: z.string(),
  destination: z.string(),
  /** The newest revision that the destination must know. */
  wanted: z.number().int(),
  /** The newest revision that it is known to have; 0 = none. */
  sent: z.number().int(),
  /** Set while an attempt is on its way; an old one without outcome means "unknown whether received". */
  sending: z.object({ revision: z.number().int(), since: z.number().int() }).optional(),
  /** Attempts of the wanted revision. */
  attempts: z.number().int(),
  nextAt: z.number().int(),
  /** Raised by sweep and by people to start again under a new execution name. */
  redrive: z.number().int(),
  state: z.enum(['pending', 'delivered', 'parked', 'skipped']),
  reason: z.string().optional(),
  receipt: z.string().optional(),
});
export type Delivery = z.infer<typeof delivery>;
