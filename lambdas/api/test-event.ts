import * as z from 'zod';
import { eventType } from '../events/event-type.ts';

/** Which sample is sent. */
export const testEventBody = z.strictObject({ type: z.enum(eventType.options) });

/** What a receiver answered to it. */
export const testEventAnswer = z.object({
  /** As the message carried it, in `webhook-id` and in its body. */
  id: z.string(),
  type: z.string(),
  delivered: z.boolean(),
  /** Missing where nobody answered. */
  status: z.int().optional(),
  /** Why it was not delivered. */
  detail: z.string().optional(),
});
