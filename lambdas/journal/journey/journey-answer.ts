import * as z from 'zod/mini';
import { openWord } from '../../platform/http/open-word.ts';
import { moneyAnswer } from '../call-answer.ts';

const time = z.iso.datetime();

/** One thing that a person did, or that was reported of them. Which fields there are depends on `kind`. */
const journeyEvent = z.object({
  kind: openWord(['visit', 'mail', 'code', 'call', 'sale', 'refund', 'cancel']),
  at: time,
  /** The call that it belongs to: of a visit the one that it led to, or else that its visitor made next. */
  call: z.optional(z.string()),
  visit: z.optional(z.string()),
  visitor: z.optional(z.string()),
  source: z.optional(z.string()),
  medium: z.optional(z.string()),
  campaign: z.optional(z.string()),
  /** Of a mail: to whom it was sent, by the sender's own id of them, and which form of it. */
  recipient: z.optional(z.string()),
  creative: z.optional(z.string()),
  keyword: z.optional(z.string()),
  page: z.optional(z.string()),
  referrer: z.optional(z.string()),
  device: z.optional(openWord(['desktop', 'mobile', 'tablet'])),
  /** When the visitor clicked the number. */
  clickedAt: z.optional(time),
  /** The visit itself is kept no more: this is what its call keeps of it. */
  onlyWithCall: z.optional(z.boolean()),
  /** Of a call. */
  status: z.optional(z.string()),
  talkSeconds: z.optional(z.number()),
  method: z.optional(z.string()),
  confidence: z.optional(z.number()),
  /** Of a sale or a refund. */
  value: z.optional(moneyAnswer),
  state: z.optional(openWord(['counted', 'cancelled', 'ignored', 'noted'])),
  orderId: z.optional(z.string()),
  reporter: z.optional(z.string()),
});
export type JourneyEvent = z.infer<typeof journeyEvent>;

/** Whether somebody called at once or informed themselves first: what was known before the call. */
const journeySummary = z.object({
  how: openWord(['at-once', 'informed-first', 'unknown']),
  sentence: z.string(),
  visitsBefore: z.int(),
  /** Mails with a number that were sent to the person; missing where there were none. */
  mailsBefore: z.optional(z.int()),
  callsBefore: z.int(),
  firstVisitAt: z.optional(time),
  /** Days of 24 hours between the first visit and the call, to a tenth. */
  daysBefore: z.optional(z.number()),
  /** Between the last showing of a number and the call; without a visit, the last mail. */
  secondsSinceShown: z.optional(z.int()),
});
export type JourneySummary = z.infer<typeof journeySummary>;

/** `GET /v1/calls/{call}/journey`: one person's mails, visits, calls, codes and orders, oldest first. */
export const callJourney = z.object({
  call: z.string(),
  site: z.string(),
  summary: journeySummary,
  /** Whose visits these are, and why they are taken for one person's. */
  visitors: z.array(z.object({ visitor: z.string(), call: z.string(), why: z.string() })),
  events: z.array(journeyEvent),
  /** Of what there is more than is told; the newest are. Missing where all is told. */
  truncated: z.optional(z.array(openWord(['calls', 'visitors', 'visits', 'orders']))),
  unsupportedCalls: z
    .optional(z.int())
    .check(z.describe('So many calls of the caller are left out: only a newer version can read them.')),
});
export type CallJourney = z.infer<typeof callJourney>;
