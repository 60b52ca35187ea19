import * as z from 'zod/mini';
import { openWord } from '../platform/http/open-word.ts';

/** One lease that holds now and the visit behind it: an item of `GET /v1/pools/{pool}/leases`. */
export const liveVisit = z.object({
  number: z.string(),
  display: z.string(),
  /** `probation` until the page reported a human. */
  state: openWord(['held', 'probation']),
  visitor: z.string(),
  visit: z.string(),
  shownAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  leasedUntil: z.iso.datetime(),
  confirmed: z.boolean(),
  source: z.optional(z.string()),
  medium: z.optional(z.string()),
  campaign: z.optional(z.string()),
  landingPage: z.optional(z.string()),
  referrer: z.optional(z.string()),
});
export type LiveVisit = z.infer<typeof liveVisit>;
