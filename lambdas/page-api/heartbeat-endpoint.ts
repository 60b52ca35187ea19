import * as z from 'zod/mini';
import { idsAsk } from './ids-ask.ts';

/** `POST /v1/heartbeats`: `active` is a sign of a human; without it the page only asks. */
export const heartbeatAsk = z.object({
  lease: z.string().check(z.minLength(1)),
  active: z.boolean(),
  /** All that the page knows by now, where the visit lacks any. */
  ids: z.optional(idsAsk),
});
export type HeartbeatAsk = z.infer<typeof heartbeatAsk>;
