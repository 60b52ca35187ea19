import * as z from 'zod';
import { routeTaken } from '../observation.ts';

/** ms that a date can hold. */
export const receivedAt = z.number().int().min(0).max(8.64e15);

const common = {
  kind: z.literal('carrier'),
  /** The type of the carrier. */
  carrier: z.string(),
  account: z.string().default(''),
  hook: z.string(),
  /** The account's settings when the payload came, so that it reads the same whenever that is done. */
  settings: z.record(z.string(), z.unknown()).default({}),
  receivedAt,
  /** What was answered, if it was a question. */
  route: z.optional(routeTaken),
};

/**
 * What any carrier sent, on the work queue: the text as it came, or where it lies in the archive (`stored`) when it is too long for a
 * message. Times in ms.
 */
export const carrierMessage = z.union([
  z.object({ ...common, raw: z.string() }),
  z.object({ ...common, stored: z.string().min(1) }),
]);
export type CarrierMessage = Readonly<z.infer<typeof carrierMessage>>;

/** What is put on the queue; what is left out is as the schema has it. */
export type NewCarrierMessage = Readonly<z.input<typeof carrierMessage>>;
