import * as z from 'zod';

export const matchMethod = z.enum(['source', 'click', 'caller-memory', 'lease', 'phone-code', 'none']);
export type MatchMethod = z.infer<typeof matchMethod>;

/** The visit behind a call, as much of it as explains the match. */
export const matchedVisit = z.object({
  id: z.string(),
  visitor: z.string(),
  shownAt: z.number().int(),
  /** When the visitor came from that source (clicked the ad), ms: before `shownAt` after a direct return. */
  touchAt: z.number().int().optional(),
  source: z.string(),
  medium: z.string(),
  campaign: z.string().optional(),
  keyword: z.string().optional(),
  content: z.string().optional(),
  clickIds: z.record(z.string(), z.string()).optional(),
  /** Foreign ids that the page handed over: ga, gaSession, fbp, ... */
  ids: z.record(z.string(), z.string()).optional(),
  /** What the page itself wanted to be kept. */
  params: z.record(z.string(), z.string()).optional(),
  landingPage: z.string().optional(),
  referrer: z.string().optional(),
  device: z.enum(['desktop', 'mobile', 'tablet']).optional(),
  consent: z.object({ ads: z.boolean(), analytics: z.boolean() }).optional(),
});
export type MatchedVisit = z.infer<typeof matchedVisit>;

/** Why a call belongs to a visit, or honestly not; `reason` is one sentence for people. */
export const match = z.object({
  method: matchMethod,
  /** 0 to 1: how often such a match is right. */
  confidence: z.number().min(0).max(1),
  reason: z.string(),
  site: z.string(),
  pool: z.string().optional(),
  source: z.string(),
  medium: z.string(),
  campaign: z.string().optional(),
  candidates: z.array(z.object({ visit: z.string(), visitor: z.string(), confidence: z.number() })),
  linkedVisits: z.array(z.string()),
  visit: matchedVisit.nullable(),
  /** Undefined for withheld callers: nobody can know. */
  firstTimeCaller: z.boolean().optional(),
});
export type Match = z.infer<typeof match>;
