import * as z from 'zod';

/** Where a visit came from, as Google Analytics words it. Travels in the visitor's token, so a direct return keeps it. */
export const touch = z.object({
  source: z.string().max(100),
  medium: z.string().max(100),
  campaign: z.string().max(200).optional(),
  term: z.string().max(200).optional(),
  content: z.string().max(200).optional(),
  /** By parameter name: gclid, fbclid, ... */
  clickIds: z.record(z.string().max(40), z.string().max(500)).optional(),
  /** Where it began, origin and path, and where the link was; only for sites that choose pools by it. */
  landingPage: z.string().max(500).optional(),
  referrer: z.string().max(300).optional(),
  /** When that visit landed, ms. */
  at: z.number().int(),
});
export type Touch = z.infer<typeof touch>;

export const visitorClaims = z.object({
  kind: z.literal('visitor'),
  id: z.string(),
  site: z.string(),
  touch: touch.optional(),
  /** The visit that was last told a number, when, and which kind: tells whether the next page belongs to it. */
  visit: z.object({ id: z.string(), seenAt: z.number().int(), shown: z.string() }).optional(),
});
export type VisitorClaims = z.infer<typeof visitorClaims>;

/** All times in ms since 1970. */
export const leaseClaims = z.object({
  kind: z.literal('lease'),
  site: z.string(),
  pool: z.string(),
  shard: z.number().int(),
  number: z.string(),
  lease: z.string(),
  visitor: z.string(),
  visit: z.string(),
  shownAt: z.number().int(),
  leasedUntil: z.number().int(),
});
export type LeaseClaims = z.infer<typeof leaseClaims>;
