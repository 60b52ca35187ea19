import * as z from 'zod/mini';

const text = z.string();
const whole = z.int();
const textIfAny = z.optional(text);

/**
 * Where a visit came from, as Google Analytics words it. Travels in the visitor's token, so a direct return keeps it; the
 * signature vouches for it, and reading the page address keeps it short.
 */
export const touch = z.object({
  source: text,
  medium: text,
  campaign: textIfAny,
  term: textIfAny,
  content: textIfAny,
  /** By parameter name: gclid, fbclid, ... */
  clickIds: z.optional(z.record(text, text)),
  /** Where it began, origin and path, and where the link was; only for sites that choose pools by it. */
  landingPage: textIfAny,
  referrer: textIfAny,
  /** When that visit landed, ms. */
  at: whole,
});
export type Touch = z.infer<typeof touch>;

export const visitorClaims = z.object({
  kind: z.literal('visitor'),
  id: text,
  site: text,
  touch: z.optional(touch),
  /** The visit that was last told a number, when, and which kind: tells whether the next page belongs to it. */
  visit: z.optional(z.object({ id: text, seenAt: whole, shown: text })),
});
export type VisitorClaims = z.infer<typeof visitorClaims>;

/** All times in ms since 1970. */
export const leaseClaims = z.object({
  kind: z.literal('lease'),
  site: text,
  pool: text,
  shard: whole,
  number: text,
  lease: text,
  visitor: text,
  visit: text,
  shownAt: whole,
  leasedUntil: whole,
});
export type LeaseClaims = z.infer<typeof leaseClaims>;
