import * as z from 'zod/mini';
import { siteEventType } from './event-type.ts';

/** The delivery that was parked, as far as it explains what is missing where. */
export const parkedDelivery = z.object({
  id: z.string(),
  destination: z.string(),
  reason: z.string(),
  attempts: z.int(),
  /** What it was to tell: a conversion, or an event of the call. */
  conversion: z.optional(z.string()),
  event: z.optional(z.string()),
});
export type ParkedDelivery = Readonly<z.infer<typeof parkedDelivery>>;

/**
 * An event of a call as it is kept, in the call's partition: that it came about, and who is told. What it tells of the call is read when
 * it is sent.
 */
export const storedEvent = z.object({
  id: z.string(),
  call: z.string(),
  site: z.string(),
  type: siteEventType,
  /** Starts at 1, grows whenever what it tells is another, never shrinks. */
  revision: z.int(),
  /** When it came about, ms. */
  occurredAt: z.int(),
  /** A digest of what the revision told: the same is not told again. */
  digest: z.string(),
  /** Webhooks that subscribed before it came about. */
  destinations: z.array(z.string()),
  /** Of `delivery.parked`. */
  parked: z.optional(parkedDelivery),
});
export type StoredEvent = Readonly<z.infer<typeof storedEvent>>;
