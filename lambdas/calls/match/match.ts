import * as z from 'zod/mini';

export const matchMethod = z.enum(['source', 'recipient', 'click', 'caller-memory', 'lease', 'phone-code', 'none']);
export type MatchMethod = z.infer<typeof matchMethod>;

/** The visit behind a call, as much of it as explains the match. */
export const matchedVisit = z.object({
  id: z.string(),
  visitor: z.string(),
  shownAt: z.int(),
  /** When the visitor came from that source (clicked the ad), ms: before `shownAt` after a direct return. */
  touchAt: z.optional(z.int()),
  source: z.string(),
  medium: z.string(),
  campaign: z.optional(z.string()),
  keyword: z.optional(z.string()),
  content: z.optional(z.string()),
  clickIds: z.optional(z.record(z.string(), z.string())),
  /** Foreign ids that the page handed over: ga, gaSession, fbp, ... */
  ids: z.optional(z.record(z.string(), z.string())),
  /** What the page itself wanted to be kept. */
  params: z.optional(z.record(z.string(), z.string())),
  landingPage: z.optional(z.string()),
  referrer: z.optional(z.string()),
  device: z.optional(z.enum(['desktop', 'mobile', 'tablet'])),
  consent: z.optional(z.object({ ads: z.boolean(), analytics: z.boolean() })),
});
export type MatchedVisit = z.infer<typeof matchedVisit>;

/** Whom a mail was sent to, by the sender's own id of them. */
export const matchedRecipient = z.object({
  id: z.string(),
  campaign: z.string(),
  creative: z.optional(z.string()),
  /** The pool whose numbers were sent. */
  pool: z.string(),
});
export type MatchedRecipient = z.infer<typeof matchedRecipient>;

/** How a code came to a call: keyed in, said to an agent, or named by an order. */
export const codeWay = z.enum(['keys', 'agent', 'order']);
export type CodeWay = z.infer<typeof codeWay>;

/** A visit on another device whose code came to the call. */
export const linkedVisit = z.object({
  ...matchedVisit.shape,
  code: z.string(),
  by: codeWay,
  /** One sentence for people. */
  reason: z.string(),
});
export type LinkedVisit = z.infer<typeof linkedVisit>;

/** A code that came to the call and links nothing; what was keyed in may be no code at all, so it is not kept. */
export const refusedCode = z.object({ by: codeWay, reason: z.string() });
export type RefusedCode = z.infer<typeof refusedCode>;

/** Why a call belongs to a visit, or honestly not; `reason` is one sentence for people. */
export const match = z.object({
  method: matchMethod,
  /** 0 to 1: how often such a match is right. */
  confidence: z.number().check(z.minimum(0), z.maximum(1)),
  reason: z.string(),
  site: z.string(),
  pool: z.optional(z.string()),
  source: z.string(),
  medium: z.string(),
  campaign: z.optional(z.string()),
  /** Whom the number was sent to; of other numbers the recipient by whose mail the visitor came. */
  recipient: z.optional(matchedRecipient),
  /** The number stood behind a call asset of Google Ads: Google knows the call by its caller and start. */
  callAsset: z.optional(z.boolean()),
  candidates: z.array(z.object({ visit: z.string(), visitor: z.string(), confidence: z.number() })),
  linkedVisits: z.array(linkedVisit),
  refusedCodes: z.optional(z.array(refusedCode)),
  /** The code by which the call has its visit; only of the method `phone-code`. */
  phoneCode: z.optional(z.string()),
  visit: z.nullable(matchedVisit),
  /** Undefined for withheld callers: nobody can know. */
  firstTimeCaller: z.optional(z.boolean()),
  /** When this person's last call to the site before this one began, ms. Absent for a first one, and where nobody can know. */
  previousCallAt: z.optional(z.int()),
});
export type Match = z.infer<typeof match>;
